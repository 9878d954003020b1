package chat.parley.message.dialect;

import static chat.parley.message.testing.Api.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import chat.parley.common.chat.ChatKeys;
import chat.parley.common.chat.Command;
import chat.parley.common.chat.ConversationId;
import chat.parley.common.chat.NodeEvent;
import chat.parley.common.chat.Outcome;
import chat.parley.common.chat.Target;
import chat.parley.common.event.FriendshipEvent;
import chat.parley.common.testing.Backing;
import chat.parley.message.testing.Friendship;
import chat.parley.message.testing.Gateway;
import chat.parley.message.testing.Neighbour;
import chat.parley.message.testing.User;
import chat.parley.message.testing.V1;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(Neighbour.class)
class V1SendingTest {

    @Inject
    Gateway gateway;

    private final User ada = User.named("ada");
    private final User bob = User.named("bob");
    private UUID conversation;

    @BeforeEach
    void haveAConversation() {
        conversation = V1.opened(ada, bob);
    }

    @Test
    void whatIsAnsweredIsTheMessageAsHistoryHasIt() {
        var clientId = UUID.randomUUID();

        var sent = V1.send(ada, conversation, clientId, "hello");

        sent.then()
                .statusCode(201)
                .body("conversation", equalTo(conversation.toString()))
                .body("seq", equalTo(1))
                .body("client_id", equalTo(clientId.toString()))
                .body("sender", equalTo(ada.id().toString()))
                .body("body", equalTo("hello"))
                .body("attachments", equalTo(List.of()));
        assertThat(Instant.parse(sent.path("at"))).isBetween(Instant.now().minusSeconds(60), Instant.now());
        Map<String, Object> stored = V1.page(bob, conversation, "").path("items[0]");
        assertThat(stored).isEqualTo(sent.path(""));
    }

    @Test
    void messageReachesTheSocketsOfBothSides() {
        var node = gateway.nodeWith(ada, bob);

        String id = V1.send(ada, conversation, "hello").path("id");

        var posted = gateway.told(node, NodeEvent.MessagePosted.class, 1).getFirst();
        assertThat(posted.message().id()).hasToString(id);
        assertThat(posted.users()).containsExactlyInAnyOrder(ada.id(), bob.id());
    }

    @Test
    void repeatIsAnsweredWithTheSameMessage() {
        var clientId = UUID.randomUUID();
        var first = V1.send(ada, conversation, clientId, "once").then().statusCode(201);

        var again = V1.send(ada, conversation, clientId, "once").then().statusCode(200);

        assertThat(again.extract().asString()).isEqualTo(first.extract().asString());
        assertThat(V1.bodies(ada, conversation, "")).containsExactly("once");
    }

    @Test
    void tenEqualSendsAtOnceAreOneMessage() throws InterruptedException {
        var clientId = UUID.randomUUID();
        Callable<Response> send = () -> V1.send(ada, conversation, clientId, "once");

        List<Response> answers;
        try (var threads = Executors.newFixedThreadPool(10)) {
            answers = threads.invokeAll(Stream.generate(() -> send).limit(10).toList()).stream()
                    .map(Future::resultNow)
                    .toList();
        }

        assertThat(answers.stream().map(Response::asString).distinct()).hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.statusCode() == 201))
                .hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.statusCode() == 200))
                .hasSize(9);
        assertThat(V1.bodies(bob, conversation, "")).containsExactly("once");
    }

    @Test
    void sendOverTheSocketAndRepeatOverHttpAreOneMessage() {
        var node = gateway.nodeWith(ada);
        var clientId = UUID.randomUUID();
        var accepted = (Outcome.Accepted) gateway.ask(
                        node,
                        ada,
                        new Target.OfConversation(conversation),
                        new Command.Send(clientId, "once", List.of()))
                .getFirst();

        V1.send(ada, conversation, clientId, "once")
                .then()
                .statusCode(200)
                .body("id", equalTo(accepted.messageId().toString()));
    }

    @Test
    void anotherBodyOrPlaceUnderTheSameClientIdIsAConflict() {
        var clientId = UUID.randomUUID();
        var other = V1.opened(ada, User.named("eve"));
        V1.send(ada, conversation, clientId, "one").then().statusCode(201);

        V1.send(ada, conversation, clientId, "two")
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("code", equalTo("client-id-reused"));
        V1.send(ada, other, clientId, "one").then().statusCode(409).body("code", equalTo("client-id-reused"));
        V1.send(bob, conversation, clientId, "his own").then().statusCode(201).body("seq", equalTo(2));
    }

    @Test
    void attachmentsComeWithTheMessage() {
        var file = upload(ada);

        var sent = V1.post(ada, conversation, Map.of("client_id", UUID.randomUUID(), "attachments", List.of(file)));

        sent.then()
                .statusCode(201)
                .body("body", equalTo(""))
                .body("attachments.id", equalTo(List.of(file)))
                .body("attachments[0].name", equalTo("notes.txt"))
                .body("attachments[0].size", equalTo(10))
                .body("attachments[0].url", startsWith("http://127.0.0.1:8000/mediafiles/attachments/"));
        String url = sent.path("attachments[0].url");
        given().urlEncodingEnabled(false)
                .get(url.substring("http://127.0.0.1:8000".length()))
                .then()
                .statusCode(200)
                .body(equalTo("some notes"));
    }

    @Test
    void aFileIsGoodForOneMessageOfItsOwner() {
        var file = upload(ada);

        for (var refused : List.of(
                V1.post(bob, conversation, Map.of("client_id", UUID.randomUUID(), "attachments", List.of(file))),
                V1.post(ada, conversation, Map.of("client_id", UUID.randomUUID(), "attachments", List.of(file, file))),
                V1.post(
                        ada,
                        conversation,
                        Map.of("client_id", UUID.randomUUID(), "attachments", List.of(UUID.randomUUID()))))) {
            refused.then()
                    .statusCode(400)
                    .body("code", equalTo("unknown-attachment"))
                    .body("errors.field", equalTo(List.of("attachments")));
        }
        V1.post(ada, conversation, Map.of("client_id", UUID.randomUUID(), "attachments", List.of(file)))
                .then()
                .statusCode(201);
        V1.post(ada, conversation, Map.of("client_id", UUID.randomUUID(), "attachments", List.of(file)))
                .then()
                .statusCode(400);
    }

    @Test
    void whatCannotBeAMessageIsRefusedWithItsField() {
        refused("{}", "invalid-request", "client_id");
        refused("{\"client_id\":7,\"body\":\"x\"}", "invalid-request", "client_id");
        refused("{\"client_id\":\"1\",\"body\":\"x\"}", "invalid-request", "client_id");
        refused(with("\"body\":7"), "invalid-request", "body");
        refused(with("\"body\":\"a\\u0000b\""), "invalid-request", "body");
        refused(with("\"attachments\":\"x\""), "invalid-request", "attachments");
        refused(with("\"attachments\":[null]"), "invalid-request", "attachments");
        refused(with("\"body\":null"), "empty-message", "body");
        refused(with("\"body\":\"" + "x".repeat(16_385) + "\""), "message-too-long", "body");
        refused(
                with("\"attachments\":"
                        + Stream.generate(() -> "\"" + UUID.randomUUID() + "\"")
                                .limit(11)
                                .toList()),
                "too-many-attachments",
                "attachments");
        V1.post(ada, conversation, "{\"client_id\":").then().statusCode(400).body("code", equalTo("malformed-json"));
        assertThat(V1.bodies(ada, conversation, "")).isEmpty();
    }

    @Test
    void strangersFindNoConversation() {
        var eve = User.named("eve");

        for (var id : List.of(conversation, UUID.randomUUID(), "7", "1-1-1-1-1")) {
            V1.post(eve, id, Map.of("client_id", UUID.randomUUID(), "body", "x"))
                    .then()
                    .statusCode(404)
                    .contentType("application/problem+json")
                    .body("code", equalTo("not-found"));
            V1.page(eve, id, "").then().statusCode(404).body("code", equalTo("not-found"));
            V1.read(eve, id, Map.of("seq", 1)).then().statusCode(404).body("code", equalTo("not-found"));
            as(eve).get(V1.CONVERSATIONS + "/" + id).then().statusCode(404).body("code", equalTo("not-found"));
        }
    }

    @Test
    void blockedUserCannotSendButMayRead() {
        var friendship = Friendship.of(ada, bob, "accepted", "rejected");
        V1.send(ada, conversation, "before").then().statusCode(201);
        gateway.tell(new FriendshipEvent.FriendshipAnswered(friendship.state(), bob.id(), Instant.now()));

        await().atMost(Gateway.PATIENCE)
                .untilAsserted(() -> V1.send(ada, conversation, "after")
                        .then()
                        .statusCode(403)
                        .contentType("application/problem+json")
                        .body("code", equalTo("blocked")));
        V1.send(bob, conversation, "either way").then().statusCode(403).body("code", equalTo("blocked"));
        assertThat(V1.bodies(ada, conversation, "")).startsWith("before").doesNotContain("either way");
    }

    @Test
    void everybodyMaySpeakInTheLobby() {
        var node = gateway.nodeWith();
        gateway.lease(ChatKeys.interest(ConversationId.LOBBY), node);

        V1.send(ada, ConversationId.LOBBY, "hello, all")
                .then()
                .statusCode(201)
                .body("conversation", equalTo(ConversationId.LOBBY.toString()));

        assertThat(V1.bodies(bob, ConversationId.LOBBY, "?limit=1")).containsExactly("hello, all");
        assertThat(gateway.told(node, NodeEvent.MessagePosted.class, 1))
                .anySatisfy(posted -> assertThat(posted.message().body()).isEqualTo("hello, all"));
    }

    @Test
    void nobodyWithoutAGoodTokenGetsIn() {
        var body = Map.of("client_id", UUID.randomUUID(), "body", "x");
        for (var token : List.of("", "Bearer x.y.z", "Bearer " + ada.token() + "x")) {
            var anybody = token.isEmpty() ? given() : given().header("Authorization", token);
            var code = token.isEmpty() ? "unauthenticated" : "invalid-token";
            for (var answer : List.of(
                    anybody.contentType("application/json").body(body).post(V1.messages(conversation)),
                    anybody.get(V1.messages(conversation)),
                    anybody.get(V1.CONVERSATIONS),
                    anybody.get(V1.CONVERSATIONS + "/" + conversation),
                    anybody.contentType("application/json").body("{}").post(V1.CONVERSATIONS),
                    anybody.contentType("application/json")
                            .body("{}")
                            .put(V1.CONVERSATIONS + "/" + conversation + "/read"))) {
                answer.then()
                        .statusCode(401)
                        .contentType("application/problem+json")
                        .header("WWW-Authenticate", "Bearer")
                        .body("code", equalTo(code));
            }
        }
    }

    private String with(String field) {
        return "{\"client_id\":\"%s\",%s}".formatted(UUID.randomUUID(), field);
    }

    private void refused(String body, String code, String field) {
        V1.post(ada, conversation, body)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo(code))
                .body("errors.field", equalTo(List.of(field)));
    }

    private static String upload(User user) {
        return as(user).multiPart("file", "notes.txt", "some notes".getBytes(), "text/plain")
                .post("/api/v1/attachments")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }
}
