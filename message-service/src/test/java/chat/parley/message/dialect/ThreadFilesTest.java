package chat.parley.message.dialect;

import static chat.parley.message.testing.Api.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import chat.parley.common.chat.Outcome;
import chat.parley.common.chat.Target;
import chat.parley.common.event.FriendshipEvent;
import chat.parley.common.testing.Backing;
import chat.parley.message.testing.Example;
import chat.parley.message.testing.Friendship;
import chat.parley.message.testing.Gateway;
import chat.parley.message.testing.Neighbour;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Messages with a file, over HTTP. */
@QuarkusTest
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(Neighbour.class)
class ThreadFilesTest extends ThreadCalls {

    @Test
    void sentFileIsAsDocumentedAndCanBeRead() {
        var answer = json(sendFile(ada, bob, "see this").then().statusCode(201));

        var message = answer.at("/entity/message");
        var values = people();
        values.put("id", message.path("id").asLong());
        values.put("at", message.path("created").asText());
        values.put("file", message.path("attached_file").asText());
        values.put("thread", message.path("thread").asLong());
        assertThat(answer).isEqualTo(Example.of("thread/sent.json", values));
        assertThat(values.get("file").toString())
                .matches(
                        "/mediafiles/attachments/\\d{4}/\\d\\d/\\d\\d/[0-9a-f-]{36}\\.[a-z]+\\?expires=\\d+&signature=.+");
        given().noFilters()
                .urlEncodingEnabled(false)
                .get(values.get("file").toString())
                .then()
                .statusCode(200);
    }

    @Test
    void nobodyHasAThreadWithThemselves() {
        messages(ada, ada).then().statusCode(404).body("message", equalTo("Invalid receipient"));
        sendFile(ada, ada, "me").then().statusCode(400).body("entity.receiver.size()", equalTo(1));
    }

    @Test
    void whatIsMissingIsAFieldMap() {
        var refused = as(ada).multiPart("other", "x").post(FILES).then().statusCode(400);

        assertThat(json(refused)).isEqualTo(Example.of("thread/missing.json", Map.of()));
    }

    @Test
    void whatIsNotAsItShouldBeIsAFieldMap() {
        form(ada, "no-id")
                .multiPart("message", "x")
                .post(FILES)
                .then()
                .statusCode(400)
                .body("entity.receiver", contains("Must be a valid UUID."));
        form(ada, UUID.randomUUID())
                .multiPart("message", "x")
                .post(FILES)
                .then()
                .statusCode(400)
                .body("entity.receiver", contains("Invalid receipient"));
        as(ada).multiPart("receiver", bob.id().toString())
                .multiPart("message", "x")
                .multiPart("attached_file", "no file")
                .post(FILES)
                .then()
                .statusCode(400)
                .body("entity.attached_file.size()", equalTo(1));
        sendFile(ada, bob, "x".repeat(16_385))
                .then()
                .statusCode(400)
                .body("entity.message", contains("The message is too long."));
    }

    @Test
    void fileOverTheLimitIsRefused() {
        as(ada).multiPart("receiver", bob.id().toString())
                .multiPart("message", "x")
                .multiPart("attached_file", "big.bin", new byte[1_048_577])
                .post(FILES)
                .then()
                .statusCode(413)
                .body("status", equalTo("failure"))
                .body("entity", nullValue());
    }

    @Test
    void blockHoldsHereToo() {
        var blocked = Friendship.of(ada, bob, "accepted", "rejected");
        gateway.tell(new FriendshipEvent.FriendshipAnswered(blocked.state(), bob.id(), Instant.now()));
        Awaitility.await()
                .atMost(Gateway.PATIENCE)
                .untilAsserted(() -> assertThat(gateway.ask(gateway.nodeWith(), bob, blocked.target(), send("blocked"))
                                .getFirst())
                        .isInstanceOfSatisfying(
                                Outcome.Refused.class,
                                refused -> assertThat(refused.code()).isEqualTo("blocked")));

        var refused = sendFile(ada, bob, "hello").then().statusCode(403);

        assertThat(json(refused)).isEqualTo(Example.of("thread/blocked.json", Map.of()));
        assertThat(code(gateway.ask(gateway.nodeWith(), ada, new Target.OfUser(bob.id()), send("hello"))))
                .isEqualTo("blocked");
    }

    @Test
    void ofSeveralFilesTheFirstIsShown() {
        var friendship = Friendship.accepted(ada, bob);
        Neighbour.knows(friendship.state());
        as(ada).multiPart("channel", friendship.id().toString())
                .multiPart("content", "two")
                .multiPart("media", "one.txt", new byte[12_636])
                .multiPart("media", "two.txt", new byte[1])
                .post("/api/messages/friendship/")
                .then()
                .statusCode(201);

        messages(bob, ada)
                .then()
                .body("entity.messages[0].attached_file_name", equalTo("one.txt"))
                .body("entity.messages[0].attached_file_size", equalTo("12.34KB"));
    }

    @Test
    void nobodySendsWithoutATokenOrInAnotherWay() {
        given().multiPart("receiver", "x").post(FILES).then().statusCode(401);
        as(ada).contentType("application/json").body("{}").post(FILES).then().statusCode(415);
        as(ada).get(FILES).then().statusCode(405);
        as(ada).delete(THREADS).then().statusCode(405).header("Allow", "GET, OPTIONS");
        as(ada).get("/chat/nothing/").then().statusCode(404).body("detail", equalTo("Not found."));
    }
}
