package chat.parley.message.dialect;

import static chat.parley.message.testing.Api.as;
import static chat.parley.message.testing.Api.history;
import static chat.parley.message.testing.Api.seen;
import static chat.parley.message.testing.Api.send;
import static chat.parley.message.testing.Api.sent;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import chat.parley.common.chat.NodeEvent;
import chat.parley.common.event.FriendshipEvent;
import chat.parley.common.testing.Backing;
import chat.parley.message.testing.Example;
import chat.parley.message.testing.Friendship;
import chat.parley.message.testing.Gateway;
import chat.parley.message.testing.Neighbour;
import chat.parley.message.testing.User;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(Neighbour.class)
class FriendshipSendingTest {

    private static final String SEND = "/api/messages/friendship/";
    private static final String SEEN = "/api/messages/friendship/notification/seen/";

    @Inject
    Gateway gateway;

    @Inject
    Pool pool;

    private final User ada = User.named("ada");
    private final User bob = User.named("bob");
    private final Friendship friendship = Friendship.accepted(ada, bob);

    @BeforeEach
    void areFriends() {
        Neighbour.knows(friendship.state());
    }

    @Test
    void answerToAFormWithAFileIsAsDocumented() {
        var answer = Example.json(as(ada).multiPart("channel", friendship.id().toString())
                .multiPart("content", "hello")
                .multiPart("media", "notes.txt", "some notes".getBytes(), "text/plain")
                .post(SEND)
                .then()
                .statusCode(201)
                .extract()
                .asString());

        var message = answer.path("data").path("message");
        var media = message.path("media").path(0);
        var values = new HashMap<String, Object>();
        values.put("friendship", friendship.id());
        values.put("ada", ada.id());
        values.put("bob", bob.id());
        values.put("id", message.path("id").asText());
        values.put("at", message.path("created_at").asText());
        values.put("media", media.path("id").asText());
        values.put("file", media.path("file").asText());
        values.put("uploaded_at", media.path("uploaded_at").asText());
        assertThat(answer).isEqualTo(Example.of("friendship/sent.json", values));
        assertThat(values.get("file").toString())
                .matches("http://127\\.0\\.0\\.1:8000/mediafiles/attachments/\\d{4}/\\d\\d/\\d\\d/[0-9a-f-]{36}\\.txt"
                        + "\\?expires=\\d+&signature=[\\w-]{43}");
    }

    @Test
    void messageReachesTheSocketsOfBothSides() {
        var node = gateway.nodeWith(ada, bob);

        var id = sent(ada, friendship, "hello");

        var posted = gateway.told(node, NodeEvent.MessagePosted.class, 1).getFirst();
        assertThat(posted.message().id()).hasToString(id);
        assertThat(posted.message().friendshipId()).isEqualTo(friendship.id());
        assertThat(posted.users()).containsExactlyInAnyOrder(ada.id(), bob.id());
        assertThat(waiting()).isZero();
    }

    @Test
    void urlEncodedFormIsTaken() {
        as(ada).formParam("channel", friendship.id())
                .formParam("content", "hello")
                .post(SEND)
                .then()
                .statusCode(201)
                .body("data.message.content", equalTo("hello"));
    }

    @Test
    void filesAloneMakeAMessage() {
        as(ada).multiPart("channel", friendship.id().toString())
                .multiPart("media", "a.bin", new byte[] {1}, "application/octet-stream")
                .multiPart("media", "b.bin", new byte[] {2}, "application/octet-stream")
                .post(SEND)
                .then()
                .statusCode(201)
                .body("data.message.content", equalTo(""))
                .body("data.message.media.size()", equalTo(2));
    }

    @Test
    void pathWithoutItsSlashIsServed() {
        as(ada).contentType("application/json")
                .body(Map.of("channel", friendship.id(), "content", "hello"))
                .post("/api/messages/friendship")
                .then()
                .statusCode(201);
    }

    @Test
    void sameClientIdIsOneMessage() {
        var body = Map.of("channel", friendship.id(), "content", "once", "client_id", UUID.randomUUID());
        var first = as(ada).contentType("application/json")
                .body(body)
                .post(SEND)
                .then()
                .statusCode(201);
        var again = as(ada).contentType("application/json")
                .body(body)
                .post(SEND)
                .then()
                .statusCode(201);

        assertThat(again.extract().asString()).isEqualTo(first.extract().asString());
        history(ada, friendship, "").then().body("count", equalTo(1));
    }

    @Test
    void anotherContentUnderTheSameClientIdIsAConflict() {
        var clientId = UUID.randomUUID();
        var one = Map.of("channel", friendship.id(), "content", "one", "client_id", clientId);
        var two = Map.of("channel", friendship.id(), "content", "two", "client_id", clientId);
        as(ada).contentType("application/json").body(one).post(SEND).then().statusCode(201);

        as(ada).contentType("application/json").body(two).post(SEND).then().statusCode(409);
    }

    @Test
    void impossibleSendsAreRefusedWithASentence() {
        refused(Map.of("content", "hello"), 400, "Channel is required.");
        refused(Map.of("channel", "", "content", "hello"), 400, "Channel is required.");
        refused(Map.of("channel", "not-an-id", "content", "hello"), 404, "Friendship not found.");
        refused(Map.of("channel", UUID.randomUUID(), "content", "hello"), 404, "Friendship not found.");
        refused(Map.of("channel", friendship.id()), 400, "A message needs content or media.");
        refused(Map.of("channel", friendship.id(), "content", "  "), 400, "A message needs content or media.");
        refused(Map.of("channel", friendship.id(), "content", 5), 400, "Content must be text.");
        refused(Map.of("channel", friendship.id(), "content", "a\0b"), 400, "Null characters are not allowed.");
        refused(Map.of("channel", friendship.id(), "content", "x".repeat(16_385)), 400, "The message is too long.");
        refused(Map.of("channel", friendship.id(), "content", "x", "client_id", "1"), 400, "client_id must be a UUID.");
        history(ada, friendship, "").then().body("count", equalTo(0));
    }

    @Test
    void malformedJsonIsRefused() {
        as(ada).contentType("application/json")
                .body("{\"channel\":")
                .post(SEND)
                .then()
                .statusCode(400)
                .body("error", startsWith("JSON parse error"));
    }

    @Test
    void strangerCannotSend() {
        send(User.named("eve"), friendship.id(), "hello")
                .then()
                .statusCode(404)
                .body("error", equalTo("Friendship not found."));
    }

    @Test
    void blockedUserCannotSend() {
        var blocked = friendship.with("accepted", "rejected");
        Neighbour.knows(blocked.state());

        send(ada, friendship.id(), "hello")
                .then()
                .statusCode(403)
                .body("error", equalTo("You cannot send messages to this user."));
        send(bob, friendship.id(), "hello").then().statusCode(403);
    }

    @Test
    void withoutATokenNothingIsDone() {
        given().contentType("application/json")
                .body(Map.of("channel", friendship.id(), "content", "hello"))
                .post(SEND)
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", equalTo("Bearer realm=\"api\""))
                .body("detail", equalTo("Authentication credentials were not provided."));
        given().contentType("application/json")
                .auth()
                .oauth2("nonsense")
                .body(Map.of("message_id", UUID.randomUUID()))
                .post(SEEN)
                .then()
                .statusCode(401)
                .body("code", equalTo("token_not_valid"));
    }

    @Test
    void otherMethodsAndTypesAreRefused() {
        as(ada).delete(SEND).then().statusCode(405);
        as(ada).contentType("text/plain").body("hello").post(SEND).then().statusCode(415);
    }

    @Test
    void tooManyFilesAreRefusedBeforeAnyIsKept() {
        var request = as(ada).multiPart("channel", friendship.id().toString());
        for (int i = 0; i < 11; i++) {
            request.multiPart("media", "f" + i, new byte[] {1}, "application/octet-stream");
        }

        request.post(SEND).then().statusCode(400);

        var kept = pool.preparedQuery("SELECT 1 FROM attachment WHERE owner_id = $1")
                .execute(Tuple.of(ada.id()))
                .await()
                .indefinitely();
        assertThat(kept.size()).isZero();
    }

    @Test
    void tooLargeFileIsRefused() {
        as(ada).multiPart("channel", friendship.id().toString())
                .multiPart("media", "big", new byte[1024 * 1024 + 1], "application/octet-stream")
                .post(SEND)
                .then()
                .statusCode(413);
    }

    @Test
    void seenMessageIsSeenWithAllBeforeIt() {
        sent(ada, friendship, "one");
        var two = sent(ada, friendship, "two");
        sent(ada, friendship, "three");
        var node = gateway.nodeWith(ada);

        seen(bob, two).then().statusCode(200).body("success", equalTo("Message marked as seen"));

        var receipt = gateway.told(node, NodeEvent.ReceiptAdvanced.class, 1).getFirst();
        assertThat(receipt.readSeq()).isEqualTo(2);
        assertThat(receipt.deliveredSeq()).isEqualTo(2);
        assertThat(receipt.messages()).hasSize(2);
        history(ada, friendship, "")
                .then()
                .body("results.is_seen", contains(true, true, false))
                .body("results.is_received", contains(true, true, false));
    }

    @Test
    void onlyTheReceiverSeesAMessage() {
        var id = sent(ada, friendship, "hello");

        seen(ada, id).then().statusCode(404).body("error", equalTo("Message not found"));
        seen(User.named("eve"), id).then().statusCode(404).body("error", equalTo("Message not found"));
        seen(bob, UUID.randomUUID()).then().statusCode(404).body("error", equalTo("Message not found"));
        seen(bob, "not-an-id").then().statusCode(404).body("error", equalTo("Message not found"));
        as(bob).contentType("application/json")
                .body(Map.of())
                .post(SEEN)
                .then()
                .statusCode(400)
                .body("error", equalTo("message_id is required."));
    }

    @Test
    void deliveryThatDidNotHappenIsMadeUpFor() {
        gateway.tell(new FriendshipEvent.FriendshipRequested(friendship.state(), Instant.now()));
        sent(ada, friendship, "hello");
        var node = gateway.nodeWith(bob);

        // As when the replica died between commit and delivery.
        pool.preparedQuery("INSERT INTO undelivered (conversation_id, seq) VALUES ($1, 1)")
                .execute(Tuple.of(friendship.conversationId()))
                .await()
                .indefinitely();

        assertThat(gateway.told(node, NodeEvent.MessagePosted.class, 1)
                        .getFirst()
                        .message()
                        .body())
                .isEqualTo("hello");
        await().atMost(Gateway.PATIENCE).until(() -> waiting() == 0);
    }

    @Test
    void messageIsAcceptedWhileRedisIsAwayAndDeliveredLater() {
        sent(ada, friendship, "before");
        var node = gateway.nodeWith(bob);

        gateway.ask(Request.cmd(Command.CLIENT).arg("PAUSE").arg(3_000));
        var started = Instant.now();
        var id = sent(ada, friendship, "meanwhile");

        assertThat(Duration.between(started, Instant.now())).isLessThan(Duration.ofSeconds(5));
        assertThat(gateway.told(node, NodeEvent.MessagePosted.class, 1))
                .anySatisfy(posted -> assertThat(posted.message().id()).hasToString(id));
    }

    private void refused(Map<String, ?> body, int status, String sentence) {
        as(ada).contentType("application/json")
                .body(body)
                .post(SEND)
                .then()
                .statusCode(status)
                .body("error", equalTo(sentence));
    }

    private long waiting() {
        return pool.preparedQuery("SELECT count(*) AS waiting FROM undelivered WHERE conversation_id = $1")
                .execute(Tuple.of(friendship.conversationId()))
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getLong("waiting");
    }
}
