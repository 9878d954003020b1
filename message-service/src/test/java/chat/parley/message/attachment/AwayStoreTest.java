package chat.parley.message.attachment;

import static chat.parley.message.testing.Api.as;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import chat.parley.common.testing.Backing;
import chat.parley.message.testing.Api;
import chat.parley.message.testing.Friendship;
import chat.parley.message.testing.Neighbour;
import chat.parley.message.testing.User;
import chat.parley.storage.testing.AwayStore;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** While the store of the files is away: refused, to be repeated, in the words of each dialect; all else goes on. */
@QuarkusTest
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(Neighbour.class)
@QuarkusTestResource(
        value = AwayStore.class,
        restrictToAnnotatedClass = true,
        initArgs = @ResourceArg(name = "settings", value = "parley.attachments.s3"))
class AwayStoreTest {

    private static final byte[] TEXT = {'a', 'b', 'c'};

    @Inject
    Pool pool;

    @ConfigProperty(name = "quarkus.management.test-port")
    int managementPort;

    private final User ada = User.named("ada");
    private final User bob = User.named("bob");
    private final Friendship friendship = Friendship.accepted(ada, bob);

    @BeforeEach
    void areFriends() {
        Neighbour.knows(friendship.state());
        Neighbour.knows(ada.person());
        Neighbour.knows(bob.person());
    }

    @Test
    void uploadIsRefusedAndMayBeRepeated() {
        upload().then()
                .statusCode(503)
                .header("Retry-After", "30")
                .contentType("application/problem+json")
                .body("code", equalTo("storage-failed"));
    }

    @Test
    void dialectsRefuseInTheirOwnWordsAndSendNothing() {
        as(ada).multiPart("channel", friendship.id().toString())
                .multiPart("content", "look")
                .multiPart("media", "a.txt", TEXT, "text/plain")
                .post("/api/messages/friendship/")
                .then()
                .statusCode(503)
                .header("Retry-After", "30")
                .body("error", containsString("cannot be stored"));
        as(ada).multiPart("receiver", bob.id().toString())
                .multiPart("message", "look")
                .multiPart("attached_file", "a.txt", TEXT, "text/plain")
                .post("/chat/chat-attachment/")
                .then()
                .statusCode(503)
                .header("Retry-After", "30")
                .body("success", equalTo(false));

        Api.history(ada, friendship, "").then().statusCode(200).body("count", equalTo(0));
    }

    @Test
    void downloadIsRefusedAndMayBeRepeated() {
        upload().then().statusCode(503);
        var row = pool.preparedQuery("SELECT id, path FROM attachment WHERE owner_id = $1")
                .execute(Tuple.of(ada.id()))
                .await()
                .indefinitely()
                .iterator()
                .next();

        as(ada).get("/api/v1/attachments/" + row.getUUID("id"))
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .body("code", equalTo("unavailable"));
        as(ada).header("Range", "bytes=1-1")
                .get(row.getString("path"))
                .then()
                .statusCode(503)
                .body("detail", containsString("again"));
    }

    @Test
    void messagesAreSentAndTheServiceStaysReadyAndSaysWhatIsAway() {
        Api.sent(ada, friendship, "hello");

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> given().port(managementPort)
                        .get("/q/health/ready")
                        .then()
                        .statusCode(200)
                        .body("checks.find { it.name == 'files' }.data.store", startsWith("The S3 store is away")));
    }

    private Response upload() {
        return as(ada).multiPart("file", "a.txt", TEXT, "text/plain").post("/api/v1/attachments");
    }
}
