package chat.parley.deploy.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.parley.common.testing.Patience;
import chat.parley.deploy.contract.Script.Step;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;

/** One run of a conversation against a running Parley: takes its steps one after the other. */
final class Telling implements AutoCloseable {

    private static final Duration PATIENCE = Patience.LIMIT;

    private final URI address;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Variables variables = new Variables();
    private final Map<String, Line> lines = new HashMap<>();

    Telling(URI address, List<String> people) {
        this.address = address;
        variables.put("edge", address.toString());
        people.forEach(this::name);
    }

    /** A name that nobody had before, since others use the same Parley. */
    private void name(String person) {
        var suffix = UUID.randomUUID().toString().substring(0, 8);
        variables.put(person, person + "-" + suffix);
        variables.put(person + ".suffix", suffix);
    }

    void take(Step step) throws Exception {
        if (step.has("token")) {
            checkToken(step);
        } else if (step.has("socket")) {
            takeOnSocket(step, variables.text(step.get("socket")));
        } else if (step.has("eventually")) {
            await().atMost(PATIENCE).untilAsserted(() -> takeOverHttp(step));
        } else {
            takeOverHttp(step);
        }
    }

    /** What a request is answered with, whatever a step would expect. */
    int statusOf(Step step) throws Exception {
        return http.send(Request.of(step, address, variables), BodyHandlers.discarding())
                .statusCode();
    }

    /** Sockets were told exactly what the steps say. */
    void checkNothingElseCame() {
        lines.forEach((name, line) -> assertThat(line.unasked())
                .as("a frame on the socket %s that no step expects", name)
                .isNull());
    }

    private void takeOverHttp(Step step) throws Exception {
        var answer = http.send(Request.of(step, address, variables), BodyHandlers.ofString());
        var status = expectedStatus(step);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        checkHeaders(step, answer);
        var type = answer.headers().firstValue("Content-Type").orElse("");
        var body = Request.read(answer.body(), type);
        variables.putAll(Expectation.check(variables.fill(step.details().get(status)), body));
    }

    private static int expectedStatus(Step step) {
        return step.details().keySet().stream()
                .filter(Integer.class::isInstance)
                .map(Integer.class::cast)
                .findFirst()
                .orElseThrow(() -> new AssertionError("The step does not say which status it expects."));
    }

    private void checkHeaders(Step step, HttpResponse<?> answer) {
        if (step.get("with") instanceof Map<?, ?> expected) {
            expected.forEach((name, value) -> variables.putAll(Expectation.check(
                    variables.fill(value),
                    answer.headers().firstValue(name.toString()).orElse(null))));
        }
    }

    private void checkToken(Step step) {
        var claims = variables.text(step.get("token")).split("\\.")[1];
        var json = new String(Base64.getUrlDecoder().decode(claims), StandardCharsets.UTF_8);
        variables.putAll(Expectation.check(variables.fill(step.get("claims")), read(json)));
    }

    private void takeOnSocket(Step step, String name) throws Exception {
        if (step.has("open")) {
            open(step, name);
        }
        if (step.has("send")) {
            var frame = variables.fill(step.get("send"));
            line(name).send(frame instanceof String text ? text : Json.encode(frame));
        }
        if (step.has("send-binary")) {
            line(name).send(Base64.getDecoder().decode(step.get("send-binary").toString()));
        }
        if (step.has("send-spaces")) {
            line(name).send(" ".repeat((Integer) step.get("send-spaces")));
        }
        if (step.has("gets")) {
            for (var frame : (List<?>) step.get("gets")) {
                variables.putAll(
                        Expectation.check(variables.fill(frame), read(line(name).next())));
            }
        }
        if (step.has("gets-at-last")) {
            variables.putAll(frameThatFits(line(name), step.get("gets-at-last")));
        }
        if (step.has("gets-in-any-order")) {
            checkInAnyOrder(line(name), new ArrayList<>((List<?>) step.get("gets-in-any-order")));
        }
        if (step.has("closes")) {
            var closed = line(name).awaitClose();
            Expectation.check(step.get("closes"), Map.of("code", closed.code(), "reason", closed.reason()));
        }
        if (step.has("hangs-up")) {
            lines.remove(name).close();
        }
    }

    private void open(Step step, String name) {
        var target =
                URI.create("ws" + address.toString().substring("http".length()) + variables.text(step.get("open")));
        var refused = 0;
        try {
            lines.put(
                    name, Line.open(http, target, Request.headers(step, variables), protocols(step), passedOver(step)));
        } catch (Line.Refused refusal) {
            refused = refusal.status();
        }
        assertThat(refused)
                .as("status of the refused handshake")
                .isEqualTo(step.has("refused") ? step.get("refused") : 0);
    }

    private Predicate<String> passedOver(Step step) {
        if (!step.has("passes-over")) {
            return _ -> false;
        }
        var expected = variables.fill(step.get("passes-over"));
        return frame -> fits(expected, read(frame));
    }

    private static boolean fits(Object expected, Object frame) {
        try {
            Expectation.check(expected, frame);
            return true;
        } catch (AssertionError another) {
            return false;
        }
    }

    private List<String> protocols(Step step) {
        return step.get("protocols") instanceof List<?> offered
                ? offered.stream().map(variables::text).toList()
                : List.of();
    }

    private Line line(String name) {
        if (!lines.containsKey(name)) {
            throw new AssertionError("No step before has opened the socket " + name + ".");
        }
        return lines.get(name);
    }

    /** Passes over whatever comes before it. */
    private Map<String, Object> frameThatFits(Line line, Object expected) throws InterruptedException {
        while (true) {
            var frame = read(line.next());
            try {
                return Expectation.check(variables.fill(expected), frame);
            } catch (AssertionError another) {
                // the next may be it; when none comes, the line says so
            }
        }
    }

    private void checkInAnyOrder(Line line, List<?> expected) throws InterruptedException {
        while (!expected.isEmpty()) {
            var frame = read(line.next());
            assertThat(expected.removeIf(new FirstThatFits(frame)))
                    .as("%s is none of %s", frame, expected)
                    .isTrue();
        }
    }

    /** Of several that fit, one frame is only one. */
    private final class FirstThatFits implements Predicate<Object> {

        private final Object frame;
        private boolean found;

        FirstThatFits(Object frame) {
            this.frame = frame;
        }

        @Override
        public boolean test(Object expected) {
            if (found) {
                return false;
            }
            try {
                variables.putAll(Expectation.check(variables.fill(expected), frame));
                found = true;
                return true;
            } catch (AssertionError another) {
                return false;
            }
        }
    }

    /** JSON as objects and lists, any other text as it is. */
    private static Object read(String text) {
        try {
            return Request.plain(Json.decodeValue(text));
        } catch (DecodeException noJson) {
            return text;
        }
    }

    @Override
    public void close() {
        lines.values().forEach(Line::close);
        http.shutdownNow();
    }
}
