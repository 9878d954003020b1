package chat.parley.message.attachment;

import static chat.parley.message.testing.Api.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import chat.parley.common.testing.Backing;
import chat.parley.message.testing.Neighbour;
import chat.parley.message.testing.User;
import chat.parley.message.testing.V1;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(Neighbour.class)
class V1AttachmentTest {

    private static final String ATTACHMENTS = "/api/v1/attachments/";
    private static final byte[] TEXT = "0123456789".getBytes(StandardCharsets.US_ASCII);

    private final User ada = User.named("ada");
    private final User bob = User.named("bob");
    private UUID conversation;

    @BeforeEach
    void haveAConversation() {
        conversation = V1.opened(ada, bob);
    }

    @Test
    void membersReadWhatWasSentAndNobodyElse() {
        var file = upload();
        as(bob).get(ATTACHMENTS + file).then().statusCode(404);
        V1.post(ada, conversation, Map.of("client_id", UUID.randomUUID(), "attachments", List.of(file)))
                .then()
                .statusCode(201);

        for (var member : List.of(ada, bob)) {
            as(member)
                    .get(ATTACHMENTS + file)
                    .then()
                    .statusCode(200)
                    .contentType("text/plain")
                    .header("X-Content-Type-Options", "nosniff")
                    .header("Content-Disposition", "attachment; filename*=UTF-8''a.txt")
                    .header("Accept-Ranges", "bytes")
                    .body(equalTo("0123456789"));
        }
        as(User.named("eve"))
                .get(ATTACHMENTS + file)
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("code", equalTo("not-found"));
        given().get(ATTACHMENTS + file)
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", "Bearer")
                .body("code", equalTo("unauthenticated"));
    }

    @Test
    void whatIsNoFileIsNotFound() {
        for (var id : List.of(UUID.randomUUID().toString(), "7", "1-1-1-1-1", "..%2f..%2fetc%2fpasswd")) {
            as(ada).urlEncodingEnabled(false)
                    .get(ATTACHMENTS + id)
                    .then()
                    .statusCode(404)
                    .body("code", equalTo("not-found"));
            as(ada).urlEncodingEnabled(false).head(ATTACHMENTS + id).then().statusCode(404);
        }
    }

    @Test
    void oneRangeIsAnswered() {
        var file = upload();

        range(file, "bytes=2-4")
                .then()
                .statusCode(206)
                .header("Content-Range", "bytes 2-4/10")
                .body(equalTo("234"));
        range(file, "bytes=7-")
                .then()
                .statusCode(206)
                .header("Content-Length", "3")
                .body(equalTo("789"));
        range(file, "bytes=-2").then().statusCode(206).body(equalTo("89"));
        range(file, "bytes=8-100").then().statusCode(206).header("Content-Range", "bytes 8-9/10");
    }

    @Test
    void whatIsNoSingleRangeGetsTheWhole() {
        var file = upload();

        for (var other : List.of("bytes=4-2", "bytes=0-1,3-4", "lines=1-2", "bytes=-", "bytes=x")) {
            range(file, other).then().statusCode(200).body(equalTo("0123456789"));
        }
    }

    @Test
    void rangeBeyondTheEndIsRefused() {
        var file = upload();

        for (var beyond : List.of("bytes=10-", "bytes=10-20", "bytes=-0")) {
            range(file, beyond)
                    .then()
                    .statusCode(416)
                    .header("Content-Range", "bytes */10")
                    .contentType("application/problem+json")
                    .body("code", equalTo("range-not-satisfiable"));
        }
    }

    @Test
    void rangeIsForThisVeryFileAlone() {
        var file = upload();
        var tag = as(ada).get(ATTACHMENTS + file).header("ETag");

        as(ada).header("Range", "bytes=2-4")
                .header("If-Range", tag)
                .get(ATTACHMENTS + file)
                .then()
                .statusCode(206);
        for (var other : List.of("\"other\"", "W/" + tag, "Fri, 20 Nov 2026 23:51:18 GMT")) {
            as(ada).header("Range", "bytes=2-4")
                    .header("If-Range", other)
                    .get(ATTACHMENTS + file)
                    .then()
                    .statusCode(200);
        }
    }

    @Test
    void headTellsWhatGetWouldOfTheWhole() {
        var file = upload();

        var head = as(ada).header("Range", "bytes=2-4").head(ATTACHMENTS + file);

        head.then().statusCode(200).header("Content-Length", "10").contentType("text/plain");
        assertThat(head.asByteArray()).isEmpty();
        given().head(ATTACHMENTS + file).then().statusCode(401);
    }

    private String upload() {
        return as(ada).multiPart("file", "a.txt", TEXT, "text/plain")
                .post("/api/v1/attachments")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private Response range(String file, String range) {
        return as(ada).header("Range", range).get(ATTACHMENTS + file);
    }
}
