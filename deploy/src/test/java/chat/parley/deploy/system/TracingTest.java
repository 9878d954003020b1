package chat.parley.deploy.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.parley.deploy.Console;
import chat.parley.deploy.FreePorts;
import chat.parley.deploy.Home;
import chat.parley.deploy.Service;
import chat.parley.deploy.Settings;
import chat.parley.deploy.Stack;
import chat.parley.deploy.client.Api;
import chat.parley.deploy.client.Frames;
import chat.parley.deploy.client.Login;
import chat.parley.deploy.client.Trace;
import chat.parley.deploy.tracing.TraceReceiver;
import chat.parley.deploy.tracing.TracedSpan;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A message is followed through every process that touches it, and nothing of what is in it. */
class TracingTest {

    private static final String PASSWORD = "Correct-h0rse";
    private static final String BODY = "nobody else's business";

    private static final List<TracedSpan> SPANS = new CopyOnWriteArrayList<>();
    private static Settings settings;
    private static TraceReceiver receiver;
    private static Stack stack;
    private static Api api;

    @BeforeAll
    static void start() throws Exception {
        receiver = new TraceReceiver(SPANS::addAll);
        var home = new Home(RunningStack.newHome("tracing"));
        settings = new Settings(RunningStack.checkout(), home, FreePorts.stack(), 2, 1);
        stack = new Stack(settings, TracingTest::settingsOf, new Console(System.out));
        Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "stop"));
        stack.start();
        api = new Api(URI.create(settings.address()), Trace.SILENT);
    }

    private static Map<String, String> settingsOf(Service service, int node) {
        var told = new HashMap<>(receiver.settings(service.process(node, settings.nodes(service))));
        told.put("PARLEY_LOG_FORMAT", "json");
        return told;
    }

    @AfterAll
    static void stop() {
        if (api != null) {
            api.close();
        }
        stack.close();
        receiver.close();
    }

    @Test
    void aMessageIsFollowedFromFrameToTableToTheOtherSocket() {
        var ada = newUser("ada");
        var ben = newUser("ben");
        try (var adas = V1Socket.open(gateway(0), ada);
                var bens = V1Socket.open(gateway(1), ben)) {
            await().until(() -> !bens.frames("hello").isEmpty());
            adas.send(send(ben));
            await("a socket that has caught up")
                    .until(() -> !bens.frames("message").isEmpty());

            adas.send(send(ben));

            await().until(() -> bens.frames("message").size() == 2);
            var id = bens.frames("message").getLast().getString("id");
            var trace = await().until(
                            () -> traceOfMessage(id),
                            spans -> named(spans, "process /ws/v1", "chat-gateway-1")
                                    && named(spans, "process commands.{shard}", "message-service")
                                    && named(spans, "send /ws/v1", "chat-gateway-2"));

            var frame = span(trace, "process /ws/v1", "chat-gateway-1");
            var asked = span(trace, "send commands.{shard}", "chat-gateway-1");
            var taken = span(trace, "process commands.{shard}", "message-service");
            var stored = span(trace, "BATCH message", "message-service");
            var told = span(trace, "send deliver.{node}", "message-service");
            var heard = span(trace, "process deliver.{node}", "chat-gateway-2");
            var shown = span(trace, "send /ws/v1", "chat-gateway-2");
            assertThat(frame.isFirst()).isTrue();
            assertThat(asked.parentId()).isEqualTo(frame.id());
            assertThat(taken.parentId()).isEqualTo(asked.id());
            assertThat(stored.parentId()).isEqualTo(taken.id());
            assertThat(told.parentId()).isEqualTo(taken.id());
            assertThat(heard.parentId()).isEqualTo(told.id());
            assertThat(shown.parentId()).isEqualTo(heard.id());
            assertThat(List.of(asked, taken, stored, told, heard, shown))
                    .extracting(TracedSpan::kind)
                    .containsExactly("PRODUCER", "CONSUMER", "CLIENT", "PRODUCER", "CONSUMER", "PRODUCER");
            assertThat(taken.attributes())
                    .containsEntry("messaging.system", "redis")
                    .containsEntry("messaging.operation.type", "process")
                    .containsEntry("messaging.destination.template", "commands.{shard}");
            assertThat(stored.attributes())
                    .containsEntry("db.system.name", "postgresql")
                    .containsEntry("db.operation.batch.size", "1");
        }
    }

    /** The inbox learns of it over the outbox: a step further, in a fourth process. */
    @Test
    void whatAMessageCausesElsewhereIsPartOfItsTrace() {
        var ada = newUser("ada");
        var ben = newUser("ben");

        var id = post(ada, ben);

        var trace = await().until(
                        () -> traceOfRequest(id), spans -> named(spans, "process events.message", "user-service"));
        var request = trace.stream().filter(TracedSpan::isFirst).findFirst().orElseThrow();
        assertThat(request.kind()).isEqualTo("SERVER");
        assertThat(request.name()).isEqualTo("POST /api/v1/conversations/{conversation}/messages");
        assertThat(span(trace, "BATCH message", "message-service").parentId()).isEqualTo(request.id());
    }

    /** Many in one transaction, which is part of no trace and linked with all. */
    @Test
    void aTransactionOfManyMessagesIsLinkedWithEach() {
        var ada = newUser("ada");
        var ben = newUser("ben");
        try (var adas = V1Socket.open(gateway(0), ada)) {
            for (int i = 0; i < 200; i++) {
                adas.send(send(ben));
            }
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> adas.frames("ack").size() == 200);
        }

        await().untilAsserted(() -> {
            var together = SPANS.stream()
                    .filter(span ->
                            span.name().equals("BATCH message") && span.links().size() > 1)
                    .findFirst();
            assertThat(together).hasValueSatisfying(transaction -> {
                assertThat(transaction.isFirst()).isTrue();
                assertThat(SPANS.stream().map(TracedSpan::id)).containsAll(transaction.links());
            });
        });
    }

    @Test
    void whoAsksFromOutsideNamesNoTrace() throws Exception {
        var ada = newUser("ada");
        var foreign = "0af7651916cd43dd8448eb211c80319c";

        HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(settings.address() + "/api/v1/me"))
                                .header("Authorization", "Bearer " + ada.access())
                                .header("traceparent", "00-" + foreign + "-b7ad6b7169203331-01")
                                .build(),
                        BodyHandlers.discarding());

        await().until(() -> SPANS.stream().anyMatch(span -> span.name().equals("GET /api/v1/me")));
        assertThat(SPANS).extracting(TracedSpan::traceId).doesNotContain(foreign);
    }

    @Test
    void nothingThatIsSecretIsInATraceOrALog() throws Exception {
        var ada = newUser("ada");
        var ben = newUser("ben");
        var channel = api.befriend(ada, ben);
        try (var adas = new Api(gateway(0), Trace.SILENT).open(ada)) {
            adas.send(Frames.message(channel, BODY));
            await().until(() -> !adas.frames().isEmpty());
        }
        try (var lobby = TextSocket.open(URI.create(settings.address()), "/ws", ada.access())) {
            lobby.send(BODY);
            await().until(() -> !lobby.frames().isEmpty());
        }
        api.call("GET", "/api/users/?username=" + ada.username() + "&token=" + ada.access(), ada.access(), null)
                .expect(200);
        await().until(() -> SPANS.stream()
                .anyMatch(span -> "REDACTED".equals(span.attributes().get("url.query"))));

        var exported = SPANS.toString();
        assertThat(exported)
                .doesNotContain(BODY)
                .doesNotContain(PASSWORD)
                .doesNotContain(ada.access())
                .doesNotContain(signature(ada.access()))
                .doesNotContain("username=");
        for (var process : stack.processes()) {
            var log = Files.readString(settings.home().log(process.name()));
            assertThat(log).doesNotContain(BODY).doesNotContain(PASSWORD).doesNotContain(signature(ada.access()));
        }
    }

    /** What is written while a request is served names its trace, as one JSON object a line. */
    @Test
    void aLineOfTheLogNamesItsTrace() throws Exception {
        var ada = newUser("ada");

        await().untilAsserted(() -> {
            var line = lines("auth-service").stream()
                    .filter(each -> each.getString("message").contains(ada.username()))
                    .findFirst();
            assertThat(line).hasValueSatisfying(said -> {
                assertThat(said.getString("level")).isEqualTo("INFO");
                assertThat(SPANS)
                        .extracting(TracedSpan::traceId)
                        .contains(said.getJsonObject("mdc").getString("traceId"));
            });
        });
    }

    private static List<JsonObject> lines(String process) throws IOException {
        return Files.readAllLines(settings.home().log(process)).stream()
                .filter(line -> line.startsWith("{"))
                .map(JsonObject::new)
                .toList();
    }

    private static Login newUser(String name) {
        return api.signUp(name + "-" + UUID.randomUUID().toString().substring(0, 8), PASSWORD);
    }

    private static URI gateway(int node) {
        return URI.create("http://127.0.0.1:" + settings.ports().of(Service.GATEWAY, node));
    }

    private static JsonObject send(Login to) {
        return new JsonObject()
                .put("op", "send")
                .put("client_id", UUID.randomUUID().toString())
                .put("to", to.id())
                .put("body", BODY);
    }

    /** Over HTTP; the id of the message's conversation. */
    private static String post(Login from, Login to) {
        var conversation = api.call(
                        "POST", "/api/v1/conversations", from.access(), new JsonObject().put("with", to.id()))
                .json()
                .getString("id");
        var message =
                new JsonObject().put("client_id", UUID.randomUUID().toString()).put("body", BODY);
        api.call("POST", "/api/v1/conversations/" + conversation + "/messages", from.access(), message)
                .expect(201);
        return conversation;
    }

    private static List<TracedSpan> traceOfMessage(String id) {
        return traceOf(span -> id.equals(span.attributes().get("messaging.message.id")));
    }

    private static List<TracedSpan> traceOfRequest(String conversation) {
        return traceOf(span -> ("/api/v1/conversations/" + conversation + "/messages")
                .equals(span.attributes().get("url.path")));
    }

    private static List<TracedSpan> traceOf(Predicate<TracedSpan> some) {
        return SPANS.stream()
                .filter(some)
                .findFirst()
                .map(found -> SPANS.stream()
                        .filter(span -> span.traceId().equals(found.traceId()))
                        .toList())
                .orElse(List.of());
    }

    private static boolean named(List<TracedSpan> trace, String name, String process) {
        return trace.stream()
                .anyMatch(span -> span.name().equals(name) && span.process().equals(process));
    }

    private static TracedSpan span(List<TracedSpan> trace, String name, String process) {
        var found = trace.stream()
                .filter(span -> span.name().equals(name) && span.process().equals(process))
                .toList();
        assertThat(found).as("%s by %s in %s", name, process, trace).hasSize(1);
        return found.getFirst();
    }

    private static String signature(String token) {
        return token.substring(token.lastIndexOf('.') + 1);
    }
}
