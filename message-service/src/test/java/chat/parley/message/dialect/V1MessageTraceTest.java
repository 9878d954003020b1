package chat.parley.message.dialect;

import static chat.parley.message.testing.Api.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import chat.parley.common.chat.ChatKeys;
import chat.parley.common.chat.NodeEvent;
import chat.parley.common.chat.Passage;
import chat.parley.common.event.Json;
import chat.parley.common.stream.Streams;
import chat.parley.common.testing.Backing;
import chat.parley.message.testing.Gateway;
import chat.parley.message.testing.Neighbour;
import chat.parley.message.testing.User;
import chat.parley.message.testing.V1;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(Neighbour.class)
class V1MessageTraceTest {

    @Inject
    Gateway gateway;

    @Inject
    Streams streams;

    private final User ada = User.named("ada");
    private final User bob = User.named("bob");
    private final User eve = User.named("eve");
    private String message;
    private Instant sentAt;

    @BeforeEach
    void haveAMessage() {
        var sent = V1.send(ada, V1.opened(ada, bob), "hello");
        message = sent.path("id");
        sentAt = Instant.parse(sent.path("at"));
    }

    @Test
    void storedAndNotYetDelivered() {
        var trace = trace(bob, message).then().statusCode(200).extract();

        assertThat((String) trace.path("message")).isEqualTo(message);
        assertThat(Instant.parse(trace.path("stored"))).isEqualTo(sentAt);
        trace.response()
                .then()
                .body("seq", equalTo(1))
                .body("sender", equalTo(ada.id().toString()))
                .body("accepted", nullValue())
                .body("members", hasSize(1))
                .body("members[0].user", equalTo(bob.id().toString()))
                .body("members[0].delivered_by", nullValue())
                .body("members[0].devices", empty())
                .body("nodes.asked", equalTo(0));
    }

    @Test
    void deliveredAndReadByTheMembersMarks() {
        V1.read(bob, trace(ada, message).path("conversation"), Map.of("seq", 1));

        var trace = trace(ada, message);

        assertThat(Instant.parse(trace.path("members[0].delivered_by"))).isBetween(sentAt, Instant.now());
        assertThat(Instant.parse(trace.path("members[0].read_by"))).isBetween(sentAt, Instant.now());
    }

    @Test
    void devicesAreWhatTheNodesRemember() throws InterruptedException {
        var node = gateway.nodeWith(ada, bob);
        var silent = gateway.nodeWith(bob);
        var adas = new Passage(ada.id(), UUID.randomUUID(), "v1", true, sentAt);
        var bobs = new Passage(bob.id(), UUID.randomUUID(), "lobby", false, sentAt.plusMillis(3));
        var answering = Thread.ofVirtual().start(() -> answer(node, List.of(adas, bobs)));

        var trace = trace(ada, message);

        assertThat(answering.join(Gateway.PATIENCE)).isTrue();
        assertThat(gateway.told(silent, NodeEvent.PassagesAsked.class)).hasSize(1);
        trace.then()
                .body("accepted.session", equalTo(adas.session().toString()))
                .body("accepted.node", equalTo(node))
                .body("members[0].devices", hasSize(1))
                .body("members[0].devices[0].session", equalTo(bobs.session().toString()))
                .body("members[0].devices[0].dialect", equalTo("lobby"))
                .body("nodes.asked", equalTo(2))
                .body("nodes.answered", equalTo(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"01f0a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b", "none", "0"})
    void whatIsNoMessageIsNotFound(String id) {
        trace(ada, id).then().statusCode(404).body("code", equalTo("not-found"));
    }

    @Test
    void strangerIsToldNothing() {
        trace(eve, message).then().statusCode(404).body("code", equalTo("not-found"));
    }

    @Test
    void nobodyIsToldNothing() {
        RestAssured.get("/api/v1/messages/" + message + "/trace").then().statusCode(401);
    }

    private static Response trace(User user, String id) {
        return as(user).get("/api/v1/messages/" + id + "/trace");
    }

    private void answer(String node, List<Passage> passages) {
        var asked = gateway.told(node, NodeEvent.PassagesAsked.class, 1).getFirst();
        assertThat(asked.messageId()).hasToString(message);
        var answer = Json.write(new Passage.OfNode(node, passages));
        streams.append(ChatKeys.passages(asked.question()), Map.of(Passage.OfNode.FIELD, answer))
                .await()
                .atMost(Gateway.PATIENCE);
    }
}
