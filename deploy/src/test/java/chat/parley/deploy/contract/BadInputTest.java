package chat.parley.deploy.contract;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.common.testing.fuzz.Mutations;
import chat.parley.deploy.client.Api;
import chat.parley.deploy.client.Login;
import chat.parley.deploy.client.Trace;
import chat.parley.deploy.system.StackExtension;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.sessions.JqwikSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Requests with a few characters wrong, in the path, the headers or the body: whatever comes of it, it is no defect of ours.
 * {@code -Dfuzz.seconds} and {@code -Dfuzz.seed} lengthen and repeat it.
 */
@ExtendWith(StackExtension.class)
class BadInputTest {

    private static final Duration TIME = Duration.ofSeconds(Long.getLong("fuzz.seconds", 8));
    private static final int GENERATION_SIZE = 1_000;

    private static final String FORM = "multipart/form-data; boundary=x";
    private static final String PART = "--x\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n";
    private static final String FILE =
            "--x\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"a.png\"\r\nContent-Type: image/png\r\n\r\n%s\r\n--x--\r\n";

    private static final List<Example> EXAMPLES = List.of(
            new Example("POST", "/api/users/login/", "application/json", "{\"username\":\"ada\",\"password\":\"x\"}"),
            new Example("POST", "/api/users/login/", "application/x-www-form-urlencoded", "username=ada&password=x"),
            new Example(
                    "POST",
                    "/api/users/signup/",
                    FORM,
                    PART.formatted("username", "ada") + FILE.formatted("personal_image", "x")),
            new Example("POST", "/api/users/refresh-token/", "application/json", "{\"refresh\":\"a.b.c\"}"),
            new Example(
                    "PATCH",
                    "/api/users/profile/",
                    FORM,
                    PART.formatted("first_name", "Ada") + FILE.formatted("personal_image", "x")),
            new Example("GET", "/api/users/?username=a&page=1&page_size=20", "", ""),
            new Example("GET", "/api/users/?username=%F0%9F%98%80&page=2", "", ""),
            new Example(
                    "POST",
                    "/api/users/friendship/",
                    "application/json",
                    "{\"to_user\":\"$id\",\"status\":\"pending\"}"),
            new Example(
                    "PATCH",
                    "/api/users/friendship/",
                    "application/json",
                    "{\"friendship_id\":\"$id\",\"status\":\"accepted\"}"),
            new Example(
                    "POST",
                    "/api/messages/friendship/",
                    "application/json",
                    "{\"channel\":\"$id\",\"content\":\"hello\",\"client_id\":\"$id\"}"),
            new Example(
                    "POST",
                    "/api/messages/friendship/",
                    FORM,
                    PART.formatted("channel", "$id") + FILE.formatted("media", "x")),
            new Example(
                    "GET",
                    "/api/messages/friendship/$id/messages/?after&start_date=2026-11-20T23:51:18%2B01:00&message_id=$id",
                    "",
                    ""),
            new Example(
                    "POST",
                    "/api/messages/friendship/notification/seen/",
                    "application/json",
                    "{\"message_id\":\"$id\"}"),
            new Example(
                    "POST",
                    "/api/auth/login/",
                    "application/json",
                    "{\"email\":\"ada@example.org\",\"password\":\"x\"}"),
            new Example("POST", "/api/register/", "application/json", "{\"email\":\"ada\",\"password\":\"x\"}"),
            new Example(
                    "PUT",
                    "/api/users/me/",
                    "application/json",
                    "{\"bio\":\"tea\",\"status\":\"busy\",\"avatar\":null}"),
            new Example("POST", "/api/friends/request/", "application/json", "{\"receiver\":999999999}"),
            new Example("PUT", "/api/friends/request/999999999/", "application/json", "{\"status\":\"accepted\"}"),
            new Example("GET", "/api/notifications/?before=12", "", ""),
            new Example("POST", "/auth/login", "application/json", "{\"username\":\"ada\",\"password\":\"x\"}"),
            new Example("GET", "/auth/messages?limit=10&before=100", "", ""),
            new Example("GET", "/chat/messages/$id/?limit=10&before=100", "", ""),
            new Example(
                    "POST",
                    "/chat/chat-attachment/",
                    FORM,
                    PART.formatted("receiver", "$id") + FILE.formatted("attached_file", "x")),
            new Example("GET", "/mediafiles/attachments/2026/11/21/$id.txt?expires=1795328022&signature=abc", "", ""),
            new Example("POST", "/api/v1/tokens", "application/json", "{\"username\":\"ada\",\"password\":\"x\"}"),
            new Example("POST", "/api/v1/tokens/refresh", "application/json", "{\"refresh_token\":\"a.b.c\"}"),
            new Example("DELETE", "/api/v1/sessions/$id", "", ""),
            new Example("GET", "/api/v1/conversations?limit=10&cursor=bGlzdCwx", "", ""),
            new Example(
                    "POST",
                    "/api/v1/conversations/$id/messages",
                    "application/json",
                    "{\"client_id\":\"$id\",\"body\":\"hello\",\"attachments\":[\"$id\"]}"),
            new Example("PUT", "/api/v1/conversations/$id/read", "application/json", "{\"seq\":3}"));

    @Test
    void nothingThatIsSentIsADefectOfOurs(URI address) {
        var seed = Long.getLong("fuzz.seed", System.nanoTime());
        try (var api = new Api(address, Trace.SILENT)) {
            var user = api.signUp("eve-" + UUID.randomUUID().toString().substring(0, 8), "Correct-h0rse");
            JqwikSession.run(() -> fuzz(address, user, seed));
        }
    }

    private static void fuzz(URI address, Login user, long seed) throws IOException {
        var random = new Random(seed);
        var end = System.nanoTime() + TIME.toNanos();
        for (var i = 0; System.nanoTime() < end; i++) {
            var example = EXAMPLES.get(random.nextInt(EXAMPLES.size()));
            var request = example.request(address, user, random);
            var answer = RawRequest.exactly(address, request);
            assertThat(answer.status())
                    .as("request %d of -Dfuzz.seed=%d%n%s%nwas answered %s", i, seed, request, answer.text())
                    .isLessThan(500);
        }
    }

    /** @param body with {@code $id} where an id is to stand, as in the path */
    private record Example(String method, String path, String type, String body) {

        String request(URI address, Login user, Random random) {
            var part = random.nextInt(4);
            var sentBody = part < 2 ? edited(filled(body, user), random) : filled(body, user);
            var sentPath = part == 2 ? inARequestLine(edited(filled(path, user), random)) : filled(path, user);
            var sentType = part == 3 ? inALine(edited(type, random)) : type;
            var bytes = new String(sentBody.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
            return method + " " + sentPath + " HTTP/1.1\r\nHost: " + address.getAuthority()
                    + "\r\nConnection: close\r\n"
                    + "Authorization: Bearer " + user.access() + "\r\n"
                    + (type.isEmpty() ? "" : "Content-Type: " + sentType + "\r\n")
                    + "Content-Length: " + bytes.length() + "\r\n\r\n" + bytes;
        }

        private static String filled(String text, Login user) {
            return text.replace("$id", user.id());
        }

        private static String edited(String text, Random random) {
            return next(Mutations.of(text), random);
        }

        private static <T> T next(Arbitrary<T> values, Random random) {
            return values.generator(GENERATION_SIZE).next(random).value();
        }

        private static String inARequestLine(String text) {
            return text.replaceAll("[\\s\\x00-\\x20]", "%20");
        }

        private static String inALine(String text) {
            return text.replaceAll("[\\r\\n]", " ");
        }
    }
}
