package chat.parley.gateway;

import static chat.parley.gateway.testing.V1.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.parley.common.chat.ChatKeys;
import chat.parley.common.chat.NodeEvent;
import chat.parley.common.chat.Passage;
import chat.parley.common.event.Json;
import chat.parley.common.stream.Streams;
import chat.parley.gateway.testing.Person;
import chat.parley.gateway.testing.TestSocket;
import chat.parley.gateway.testing.V1;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PassagesTest extends SocketTest {

    @Inject
    Streams streams;

    @Inject
    Node node;

    @Test
    void nodeTellsWhereAMessageWasAcknowledgedAndWhereItWasWritten() {
        var chat = writer.befriend(anna, ben);
        try (var annas = open(anna);
                var bens = open(ben);
                var bensOther = open(ben)) {
            annas.send(send(UUID.randomUUID(), chat, "Hello"));
            var id = UUID.fromString(bens.next().path("id").asText());
            bensOther.next();

            var passages = await().until(() -> ask(id).passages(), found -> found.size() == 3);

            assertThat(passages)
                    .filteredOn(Passage::acknowledged)
                    .singleElement()
                    .satisfies(acknowledged -> {
                        assertThat(acknowledged.userId()).isEqualTo(anna.id());
                        assertThat(acknowledged.dialect()).isEqualTo("v1");
                        assertThat(acknowledged.at()).isBetween(Instant.now().minusSeconds(60), Instant.now());
                    });
            assertThat(passages)
                    .filteredOn(passage -> !passage.acknowledged())
                    .allMatch(written -> written.userId().equals(ben.id()))
                    .extracting(Passage::session)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void ofAMessageThatWasNeverHereItKnowsNothing() {
        assertThat(ask(UUID.randomUUID()).passages()).isEmpty();
    }

    @Override
    protected TestSocket open(Person as) {
        return V1.open(port, as);
    }

    private Passage.OfNode ask(UUID message) {
        var question = UUID.randomUUID();
        writer.tell(node.name(), new NodeEvent.PassagesAsked(question, message));
        var answers = await().until(
                        () -> streams.read(ChatKeys.passages(question), "0", 10, Duration.ofMillis(100)),
                        read -> !read.isEmpty());
        assertThat(answers).hasSize(1);
        var said = Json.read(answers.getFirst().fields().get(Passage.OfNode.FIELD), Passage.OfNode.class);
        assertThat(said.node()).isEqualTo(node.name());
        return said;
    }
}
