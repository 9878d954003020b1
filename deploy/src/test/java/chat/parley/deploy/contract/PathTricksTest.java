package chat.parley.deploy.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import chat.parley.deploy.system.StackExtension;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing guarded answers without a token, and nothing internal at all, however its path is written. */
@ExtendWith(StackExtension.class)
class PathTricksTest {

    /** What a trick may come to: refused as it is, unknown, sent elsewhere, or understood and still guarded. */
    private static final Set<Integer> HARMLESS = Set.of(301, 307, 400, 401, 404, 405, 415);

    private static final List<String> INTERNAL = List.of(
            "/internal/accounts/by-number/1",
            "/internal/people/00000000-0000-4000-8000-000000000000",
            "/q/health",
            "/q/health/ready",
            "/q/metrics",
            "/q/openapi",
            "/q/swagger-ui/",
            "/q/dev-ui/",
            "/openapi",
            "/internal/asyncapi");

    /** Routed paths that a way to somewhere else might begin with. */
    private static final List<String> DOORS = List.of("/api/users", "/chat", "/auth", "/media/avatars", "/docs", "/ws");

    /** Ways to write "one step up". */
    private static final List<String> STEPS_UP = List.of(
            "/..",
            "/%2e%2e",
            "/%2E%2E",
            "/.%2e",
            "/%2e.",
            "/..;",
            "/..;x=y",
            "/%2e%2e%3b",
            "%2f..",
            "%2F%2e%2e",
            "\\..",
            "%5c..",
            "%5C%2e%2e",
            "/..%00",
            "/..%2f",
            "/%252e%252e",
            "/%c0%ae%c0%ae",
            "/%e0%80%ae%e0%80%ae",
            "/\u00c0\u00ae\u00c0\u00ae",
            "/...",
            "/.././..");

    @TestFactory
    Stream<DynamicTest> nothingGuardedAnswersWithoutAToken(URI address) throws Exception {
        return Document.of(address).operations().stream()
                .filter(Document.Operation::guarded)
                .map(operation -> dynamicTest(operation.name(), () -> {
                    var answers = new LinkedHashMap<String, Integer>();
                    for (var target : tricks(operation.samplePath()).toList()) {
                        answers.put(
                                target,
                                RawRequest.send(address, operation.method(), target, "Content-Length: 0")
                                        .status());
                    }
                    assertThat(answers)
                            .allSatisfy((_, status) -> assertThat(HARMLESS).contains(status));
                }));
    }

    private static Stream<String> tricks(String path) {
        var withoutSlash = path.replaceAll("/$", "");
        var last = withoutSlash.lastIndexOf('/');
        var parent = withoutSlash.substring(0, last);
        var name = withoutSlash.substring(last + 1);
        return Stream.of(
                path,
                withoutSlash + ";x",
                withoutSlash + ";x=y/",
                withoutSlash + ";x=y/z/",
                parent + ";x=y/" + name,
                parent + "/;/" + name,
                withoutSlash + "%3B",
                withoutSlash + "%3bx=y/",
                parent + "%2F" + name,
                parent + "%2f" + name + "/",
                parent + "/x/%2e%2e/" + name,
                parent + "/x/%2E%2E/" + name,
                parent + "/x/../" + name,
                parent + "/./" + name,
                parent + "//" + name,
                "/" + path,
                parent + "\\" + name,
                parent + "%5C" + name,
                withoutSlash + "/.",
                withoutSlash + "/..",
                withoutSlash + "%00",
                withoutSlash + "%00/",
                withoutSlash + "%20",
                withoutSlash + "%0d%0a",
                withoutSlash + "%c0%af",
                withoutSlash + "%e0%80%af",
                withoutSlash + "%ff",
                withoutSlash + "%",
                withoutSlash + "%zz",
                withoutSlash + "%u002f",
                withoutSlash + "#x",
                path + "?token=x&access_token=x",
                path.toUpperCase(java.util.Locale.ROOT),
                withoutSlash.replaceFirst("[a-z](?=[^/]*$)", "%61"),
                "http://127.0.0.1" + path,
                "http://internal" + path,
                "*",
                path.substring(1));
    }

    @TestFactory
    Stream<DynamicTest> nothingInternalIsReached(URI address) {
        return INTERNAL.stream()
                .map(path -> dynamicTest(path, () -> {
                    var answers = new LinkedHashMap<String, Integer>();
                    for (var target : ways(path).toList()) {
                        answers.put(target, RawRequest.get(address, target).status());
                    }
                    assertThat(answers)
                            .allSatisfy((_, status) ->
                                    assertThat(Set.of(301, 307, 400, 401, 404)).contains(status));
                }));
    }

    private static Stream<String> ways(String path) {
        var direct = Stream.of(
                path,
                "/" + path,
                path + "/",
                path + ";x",
                "/." + path,
                "/%2e" + path,
                "/%2f" + path,
                "\\" + path.substring(1),
                "http://127.0.0.1" + path,
                "http://127.0.0.1:8010" + path,
                path.replaceFirst("/i", "/%69").replaceFirst("/q", "/%71"),
                path.toUpperCase(java.util.Locale.ROOT),
                "/;/" + path.substring(1),
                "//x" + path,
                "?" + path,
                "#" + path);
        var overDoors = DOORS.stream()
                .flatMap(door -> STEPS_UP.stream().map(step -> door + step.repeat(segments(door)) + path));
        return Stream.concat(direct, overDoors);
    }

    private static int segments(String path) {
        return (int) path.chars().filter(c -> c == '/').count();
    }

    /** What lies beside the files that are handed out stays there. */
    @ParameterizedTest
    @ValueSource(strings = {"/media/avatars", "/mediafiles/attachments", "/mediafiles", "/docs", "/api/swagger"})
    void noFileIsReachedBesideThoseOfThePath(String directory, URI address) throws IOException {
        for (var step : STEPS_UP) {
            for (var file :
                    List.of("/etc/passwd", "/secrets/redis", "/application.properties", "/META-INF/MANIFEST.MF")) {
                var target = directory + step.repeat(4) + file;
                assertThat(RawRequest.get(address, target).status()).as(target).isIn(301, 400, 401, 404);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"X-Original-URL", "X-Rewrite-URL", "X-Forwarded-Prefix", "X-Forwarded-Path", "X-Original-URI"})
    void noHeaderLeadsElsewhere(String header, URI address) throws IOException {
        assertThat(RawRequest.get(address, "/nothing", header + ": /api/schema/")
                        .status())
                .isEqualTo(404);
        assertThat(RawRequest.get(address, "/api/users/profile/", header + ": /api/schema/")
                        .status())
                .isEqualTo(401);
        assertThat(RawRequest.get(address, "/api/nothing/", header + ": /internal/accounts/by-number/1")
                        .status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-HTTP-Method-Override", "X-Method-Override", "X-HTTP-Method"})
    void noHeaderMakesAnotherMethodOfIt(String header, URI address) throws IOException {
        assertThat(RawRequest.get(address, "/api/users/login/", header + ": POST")
                        .status())
                .isEqualTo(405);
    }

    /** Of two readings of where a request ends (RFC 9112, section 11.2) none is taken. */
    @TestFactory
    Stream<DynamicTest> whereARequestEndsIsNotGuessed(URI address) {
        return smuggled(address.getAuthority()).entrySet().stream()
                .map(trick -> dynamicTest(trick.getKey(), () -> {
                    var answer = RawRequest.exactly(address, trick.getValue());
                    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
                    assertThat(answer.answers()).as(answer.text()).isEqualTo(1);
                }));
    }

    private static Map<String, String> smuggled(String host) {
        var head = "POST /api/users/login/ HTTP/1.1\r\nHost: " + host + "\r\nContent-Type: application/json\r\n";
        var hidden = "GET /api/schema/ HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
        var chunked = "\r\n\r\n0\r\n\r\n" + hidden;
        var tricks = new LinkedHashMap<String, String>();
        tricks.put("two lengths", head + "Content-Length: 2\r\nContent-Length: 0\r\n\r\n{}" + hidden);
        tricks.put("a list of lengths", head + "Content-Length: 2, 0\r\n\r\n{}" + hidden);
        tricks.put("a length and chunks", head + "Content-Length: 4\r\nTransfer-Encoding: chunked" + chunked);
        tricks.put("chunks and a length", head + "Transfer-Encoding: chunked\r\nContent-Length: 4" + chunked);
        tricks.put("an unknown coding", head + "Transfer-Encoding: xchunked" + chunked);
        tricks.put("chunks that are not last", head + "Transfer-Encoding: chunked, identity" + chunked);
        tricks.put("chunks twice", head + "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity" + chunked);
        tricks.put("a blank before the colon", head + "Transfer-Encoding : chunked" + chunked);
        tricks.put("a blank in the name", head + "Transfer Encoding: chunked" + chunked);
        tricks.put("a line that goes on", head + "Transfer-Encoding:\r\n chunked\r\nContent-Length: 4" + chunked);
        tricks.put("a control character", head + "Transfer-Encoding: \u000bchunked" + chunked);
        tricks.put("a length with a sign", head + "Content-Length: +2\r\n\r\n{}" + hidden);
        tricks.put("a negative length", head + "Content-Length: -1\r\n\r\n{}" + hidden);
        tricks.put("a length in hex", head + "Content-Length: 0x2\r\n\r\n{}" + hidden);
        tricks.put("a length without end", head + "Content-Length: 99999999999999999999\r\n\r\n{}" + hidden);
        tricks.put("a header without a name", head + ": x\r\nContent-Length: 0\r\n\r\n" + hidden);
        tricks.put("two hosts", head + "Host: internal\r\nContent-Length: 0\r\n\r\n" + hidden);
        tricks.put("no host", "GET /api/schema/ HTTP/1.1\r\n\r\n" + hidden);
        return tricks;
    }

    /** Its head has been passed on before, so that all that is left is to hang up. */
    @Test
    void aChunkWithoutASizeEndsTheConnection(URI address) throws IOException {
        var answer = RawRequest.exactly(
                address,
                "POST /api/users/login/ HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n"
                        + "GET / HTTP/1.1\r\nHost: x\r\n\r\n");

        assertThat(answer.status()).isNotEqualTo(200);
        assertThat(answer.answers()).isLessThanOrEqualTo(1);
    }

    @Test
    void aRequestThatIsNoneIsRefused(URI address) throws IOException {
        for (var line : List.of("GET", "x", "GET /api/schema/ HTTP/9.9", "GET  /  HTTP/1.1 x")) {
            var answer = RawRequest.exactly(address, line + "\r\nHost: x\r\n\r\n");

            assertThat(answer.status()).as(line).isIn(400, 501, 505);
        }
    }

    @Test
    void whatIsTooLongIsRefused(URI address) throws IOException {
        assertThat(RawRequest.get(address, "/api/users/" + "x".repeat(70_000)).status())
                .isIn(400, 414);
        assertThat(RawRequest.get(address, "/api/users/", "X-Long: " + "x".repeat(70_000))
                        .status())
                .isIn(400, 431);
    }
}
