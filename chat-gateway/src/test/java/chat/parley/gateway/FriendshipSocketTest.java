package chat.parley.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.common.testing.RedisBacking;
import chat.parley.gateway.testing.FakeWriter;
import chat.parley.gateway.testing.Neighbours;
import chat.parley.gateway.testing.Person;
import chat.parley.gateway.testing.TestSocket;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RedisBacking.class)
@QuarkusTestResource(Neighbours.class)
class FriendshipSocketTest {

    @ConfigProperty(name = "quarkus.http.test-port")
    int port;

    @Inject
    FakeWriter writer;

    private final Person anna = Person.named("anna");
    private final Person ben = Person.named("ben");

    @BeforeEach
    void startWriter() {
        writer.start();
    }

    @AfterEach
    void stopWriter() throws InterruptedException {
        writer.stop();
    }

    @Test
    void messageReachesEverySocketOfBothSides() {
        var chat = writer.befriend(anna, ben);
        try (var annas = TestSocket.open(port, anna);
                var annasOther = TestSocket.open(port, anna);
                var bens = TestSocket.open(port, ben)) {

            annas.send("""
                    {"type":"friendship","channel":"%s","payload":"Hello"}""".formatted(chat.friendship));

            for (var socket : new TestSocket[] {annas, annasOther, bens}) {
                var frame = socket.next();
                assertThat(frame.path("type").asText()).isEqualTo("friendship_message");
                assertThat(frame.at("/message/message/content").asText()).isEqualTo("Hello");
                assertThat(frame.at("/message/message/friendship").asText()).isEqualTo(chat.friendship.toString());
                assertThat(frame.at("/message/receiver").asText())
                        .isEqualTo(ben.id().toString());
            }
        }
    }

    @Test
    void unknownFriendshipIsAnErrorAndTheSocketStaysOpen() {
        try (var annas = TestSocket.open(port, anna)) {
            annas.send("""
                    {"type":"friendship","channel":"%s","payload":"Hello"}""".formatted(UUID.randomUUID()));

            assertThat(annas.next().path("error").asText()).isEqualTo("Friendship not found.");
            assertThat(annas.isOpen()).isTrue();
        }
    }
}
