package chat.parley.message.attachment;

import static chat.parley.message.testing.Api.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import chat.parley.common.chat.Command;
import chat.parley.common.chat.NodeEvent;
import chat.parley.common.chat.Outcome;
import chat.parley.common.chat.Target;
import chat.parley.message.testing.Example;
import chat.parley.message.testing.Gateway;
import chat.parley.message.testing.Pictures;
import chat.parley.message.testing.User;
import chat.parley.storage.FileStore;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds of attachments wherever their content is kept. */
abstract class AttachmentContract {

    private static final byte[] TEXT = "0123456789".getBytes(StandardCharsets.UTF_8);

    @Inject
    Gateway gateway;

    @Inject
    Pool pool;

    @Inject
    UnusedUploads unusedUploads;

    @Inject
    FileStore store;

    @ConfigProperty(name = "parley.attachments.directory")
    Path directory;

    private final User ada = User.named("ada");
    private final User bob = User.named("bob");
    private final User eve = User.named("eve");

    @Test
    void answerIsAsDocumented() {
        var picture = Pictures.of("png", 20, 10);

        var answer = Example.json(upload(ada, "holiday.png", picture, "text/html")
                .then()
                .statusCode(201)
                .extract()
                .asString());

        assertThat(answer)
                .isEqualTo(Example.of(
                        "v1/attachment.json",
                        Map.of(
                                "id", answer.path("id").asText(),
                                "size", picture.length,
                                "url", answer.path("url").asText())));
    }

    @Test
    void tooLargeFileIsAProblem() {
        var answer = upload(ada, "big", new byte[1024 * 1024 + 1], "text/plain")
                .then()
                .statusCode(413)
                .contentType("application/problem+json")
                .extract()
                .asString();

        assertThat(Example.json(answer)).isEqualTo(Example.of("v1/too-large.json", Map.of()));
    }

    @Test
    void uploadNeedsATokenAndAFile() {
        given().multiPart("file", "a", TEXT, "text/plain")
                .post("/api/v1/attachments")
                .then()
                .statusCode(401)
                .body("code", equalTo("unauthenticated"));
        as(ada).multiPart("other", "a", TEXT, "text/plain")
                .post("/api/v1/attachments")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("file"));
        as(ada).contentType("application/json")
                .body("{}")
                .post("/api/v1/attachments")
                .then()
                .statusCode(415);
    }

    @Test
    void signedUrlServesAnImageInPlace() {
        var picture = Pictures.of("jpg", 30, 30);
        var url = url(upload(ada, "../../etc/passwd.html", picture, "text/html"));

        var served = given().urlEncodingEnabled(false).get(url);

        served.then()
                .statusCode(200)
                .contentType("image/jpeg")
                .header("X-Content-Type-Options", equalTo("nosniff"))
                .header("Content-Disposition", equalTo("inline; filename*=UTF-8''passwd.html"))
                .header("Content-Length", equalTo(String.valueOf(picture.length)))
                .header("Accept-Ranges", equalTo("bytes"));
        assertThat(served.asByteArray()).isEqualTo(picture);
        assertThat(url).matches("/mediafiles/attachments/\\d{4}/\\d\\d/\\d\\d/[0-9a-f-]{36}\\.jpg\\?.*");
    }

    @Test
    void whatIsNoImageIsADownload() {
        var page = "<html><script>alert(1)</script></html>".getBytes(StandardCharsets.UTF_8);

        var url = url(upload(ada, "two words.html", page, "text/html"));

        given().urlEncodingEnabled(false)
                .get(url)
                .then()
                .statusCode(200)
                .contentType("application/octet-stream")
                .header("Content-Disposition", equalTo("attachment; filename*=UTF-8''two%20words.html"));
        assertThat(url).contains(".bin?");
    }

    @Test
    void harmlessDeclaredTypeIsKeptAndStillADownload() {
        given().urlEncodingEnabled(false)
                .get(url(upload(ada, "a.pdf", TEXT, "application/pdf")))
                .then()
                .contentType("application/pdf")
                .header("Content-Disposition", startsWith("attachment"));
    }

    @Test
    void memberReadsByTokenAndStrangerFindsNothing() {
        var path = path(send(ada, bob));

        as(ada).get(path).then().statusCode(200);
        as(bob).get(path).then().statusCode(200);
        as(eve).get(path).then().statusCode(404).body("detail", equalTo("Not found."));
        given().get(path).then().statusCode(401).header("WWW-Authenticate", equalTo("Bearer realm=\"api\""));
        given().auth().oauth2("nonsense").get(path).then().statusCode(401);
    }

    @Test
    void unusedUploadIsItsOwnersAlone() {
        var path = path(url(upload(ada, "a.txt", TEXT, "text/plain")));

        as(ada).get(path).then().statusCode(200);
        as(bob).get(path).then().statusCode(404);
    }

    @Test
    void signatureIsForOnePathAndOneTime() {
        var url = url(upload(ada, "a.txt", TEXT, "text/plain"));
        var other = url(upload(ada, "b.txt", TEXT, "text/plain"));
        var query = url.substring(url.indexOf('?'));

        assertThat(status(path(other) + query)).isEqualTo(401);
        assertThat(status(url.replaceAll("expires=\\d+", "expires=99999999999")))
                .isEqualTo(401);
        assertThat(status(url.replaceAll("expires=\\d+", "expires=x"))).isEqualTo(401);
        assertThat(status(url.replaceAll("signature=..", "signature=xx"))).isEqualTo(401);
        assertThat(status(url.replaceAll("&signature.*", ""))).isEqualTo(401);
        assertThat(status(url)).isEqualTo(200);
    }

    @Test
    void wrongSignatureDoesNotHinderAToken() {
        var url = url(upload(ada, "a.txt", TEXT, "text/plain"));

        as(ada).urlEncodingEnabled(false)
                .get(url.replaceAll("signature=..", "signature=xx"))
                .then()
                .statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/mediafiles/attachments/2026/11/21/6f0c8a52-9d43-5a0e-8f0a-6a1c3f6f2d11.png",
                "/mediafiles/attachments/2026/11/21/nothing.png",
                "/mediafiles/attachments/2026/11/21/..%2f..%2f..%2fetc%2fpasswd",
                "/mediafiles/attachments/x/y/z/6f0c8a52-9d43-5a0e-8f0a-6a1c3f6f2d11.png",
                "/mediafiles/attachments/incoming"
            })
    void pathOfNothingIsNotFound(String path) {
        as(ada).urlEncodingEnabled(false).get(path).then().statusCode(404);
    }

    @Test
    void rangesAreServed() {
        var url = url(upload(ada, "a.txt", TEXT, "text/plain"));

        range(url, "bytes=2-4").then().statusCode(206).header("Content-Range", equalTo("bytes 2-4/10"));
        assertThat(range(url, "bytes=2-4").asString()).isEqualTo("234");
        assertThat(range(url, "bytes=7-").asString()).isEqualTo("789");
        assertThat(range(url, "bytes=-2").asString()).isEqualTo("89");
        assertThat(range(url, "bytes=8-100").asString()).isEqualTo("89");
        range(url, "bytes=10-").then().statusCode(416).header("Content-Range", equalTo("bytes */10"));
        range(url, "bytes=-0").then().statusCode(416);
        range(url, "bytes=4-2").then().statusCode(200);
        range(url, "bytes=0-1,3-4").then().statusCode(200);
        range(url, "lines=1-2").then().statusCode(200);
    }

    @Test
    void rangeOfAnotherVersionIsTheWhole() {
        var url = url(upload(ada, "a.txt", TEXT, "text/plain"));
        var tag = given().urlEncodingEnabled(false).get(url).header("ETag");

        given().urlEncodingEnabled(false)
                .header("Range", "bytes=2-4")
                .header("If-Range", "\"other\"")
                .get(url)
                .then()
                .statusCode(200);
        given().urlEncodingEnabled(false)
                .header("Range", "bytes=2-4")
                .header("If-Range", tag)
                .get(url)
                .then()
                .statusCode(206);
    }

    @Test
    void headTellsWhatGetWould() {
        var url = url(upload(ada, "a.txt", TEXT, "text/plain"));

        given().urlEncodingEnabled(false)
                .head(url)
                .then()
                .statusCode(200)
                .header("Content-Length", equalTo("10"))
                .contentType("text/plain");
        given().head(path(url)).then().statusCode(401);
    }

    @Test
    void emptyFileIsServed() {
        var url = url(upload(ada, "empty", new byte[0], "text/plain"));

        var served = given().urlEncodingEnabled(false).get(url);

        assertThat(served.statusCode()).isEqualTo(200);
        assertThat(served.asByteArray()).isEmpty();
    }

    @Test
    void uploadCanBeSentOnceAndByItsOwnerAlone() {
        var node = gateway.nodeWith(ada, bob);
        var mine = id(upload(ada, "a.txt", TEXT, "text/plain"));
        var others = id(upload(bob, "b.txt", TEXT, "text/plain"));

        assertThat(send(node, mine)).isInstanceOf(Outcome.Accepted.class);
        assertThat(code(send(node, mine))).isEqualTo("unknown-attachment");
        assertThat(code(send(node, others))).isEqualTo("unknown-attachment");
        assertThat(code(send(node, mine, mine))).isEqualTo("unknown-attachment");
    }

    @Test
    void attachmentsComeInTheirOrder() {
        var node = gateway.nodeWith(ada, bob);
        var one = id(upload(ada, "1.txt", TEXT, "text/plain"));
        var two = id(upload(ada, "2.txt", TEXT, "text/plain"));
        var send = new Command.Send(UUID.randomUUID(), "", List.of(two, one));

        gateway.ask(node, ada, new Target.OfUser(bob.id()), send);
        gateway.ask(node, ada, new Target.OfUser(bob.id()), send);

        assertThat(gateway.told(node, NodeEvent.MessagePosted.class, 2))
                .allSatisfy(posted -> assertThat(posted.message().attachments())
                        .extracting(attachment -> attachment.name())
                        .containsExactly("2.txt", "1.txt"));
    }

    @Test
    void unusedUploadsAreRemovedWithTheirFiles() {
        var old = id(upload(ada, "old.txt", TEXT, "text/plain"));
        var fresh = url(upload(ada, "new.txt", TEXT, "text/plain"));
        var used = send(ada, bob);
        pool.preparedQuery("UPDATE attachment SET created_at = now() - interval '25 hours' WHERE id = $1 OR path = $2")
                .execute(Tuple.of(old, path(used)))
                .await()
                .indefinitely();
        var before = files();

        unusedUploads.remove();

        assertThat(files()).isEqualTo(before - 1);
        assertThat(status(fresh)).isEqualTo(200);
        assertThat(status(used)).isEqualTo(200);
    }

    @Test
    void lostFileIsNotFound() throws IOException {
        var url = url(upload(ada, "a.txt", TEXT, "text/plain"));
        store.remove(path(url).substring(Attachment.PREFIX.length()));

        assertThat(status(url)).isEqualTo(404);
        as(ada).header("Range", "bytes=2-4").get(path(url)).then().statusCode(404);
    }

    private static Response upload(User owner, String name, byte[] content, String type) {
        return as(owner).multiPart("file", name, content, type).post("/api/v1/attachments");
    }

    private static UUID id(Response uploaded) {
        return UUID.fromString(uploaded.then().statusCode(201).extract().path("id"));
    }

    /** Path and query of where it was put. */
    private static String url(Response uploaded) {
        var url = URI.create(uploaded.then().statusCode(201).extract().path("url"));
        return url.getRawPath() + "?" + url.getRawQuery();
    }

    private static String path(String url) {
        return url.substring(0, url.indexOf('?'));
    }

    private static Response range(String url, String range) {
        return given().urlEncodingEnabled(false).header("Range", range).get(url);
    }

    private static int status(String url) {
        return given().urlEncodingEnabled(false).get(url).statusCode();
    }

    /** Sends a file; where it is. */
    private String send(User from, User to) {
        var uploaded = upload(from, "a.txt", TEXT, "text/plain");
        var send = new Command.Send(UUID.randomUUID(), "", List.of(id(uploaded)));
        gateway.ask(gateway.nodeWith(), from, new Target.OfUser(to.id()), send);
        return url(uploaded);
    }

    private Outcome send(String node, UUID... attachments) {
        var send = new Command.Send(UUID.randomUUID(), "look", List.of(attachments));
        return gateway.ask(node, ada, new Target.OfUser(bob.id()), send).getFirst();
    }

    private static String code(Outcome outcome) {
        return outcome instanceof Outcome.Refused refused ? refused.code() : null;
    }

    /** How many the store has. */
    long files() {
        try (var tree = Files.walk(directory)) {
            return tree.filter(Files::isRegularFile).count();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
