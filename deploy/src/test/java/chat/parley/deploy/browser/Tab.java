package chat.parley.deploy.browser;

import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** One page, what it has asked the network for, and what it has complained of. */
final class Tab implements WebSocket.Listener, AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonObject>> questions = new ConcurrentHashMap<>();
    private final List<String> requested = new CopyOnWriteArrayList<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final StringBuilder partial = new StringBuilder();
    private WebSocket socket;

    private Tab() {}

    static Tab connect(HttpClient http, URI address) {
        var tab = new Tab();
        tab.socket = http.newWebSocketBuilder().buildAsync(address, tab).join();
        for (var domain : List.of("Page", "Runtime", "Log", "Network")) {
            tab.ask(domain + ".enable", new JsonObject());
        }
        return tab;
    }

    void go(URI page) {
        ask("Page.navigate", new JsonObject().put("url", page.toString()));
    }

    /** The value of a JavaScript expression, a text, a number or a boolean. */
    Object value(String expression) {
        var answer = ask(
                "Runtime.evaluate",
                new JsonObject()
                        .put("expression", expression)
                        .put("returnByValue", true)
                        .put("userGesture", true));
        if (answer.containsKey("exceptionDetails")) {
            throw new AssertionError(expression + ": " + answer.getJsonObject("exceptionDetails"));
        }
        return answer.getJsonObject("result").getValue("value");
    }

    void awaitTrue(String what, String expression) {
        await(what).atMost(PATIENCE).until(() -> Boolean.TRUE.equals(value(expression)));
    }

    /** The element is waited for. */
    void click(String selector) {
        awaitTrue(selector, "document.querySelector(`" + selector + "`) !== null");
        value("document.querySelector(`" + selector + "`).click()");
    }

    /** As if it were typed, so that the page notices. */
    void type(String selector, String text) {
        awaitTrue(selector, "document.querySelector(`" + selector + "`) !== null");
        value("""
            (() => {
              const field = document.querySelector(`%s`);
              Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(field, `%s`);
              field.dispatchEvent(new Event('input', {bubbles: true}));
            })()\
            """.formatted(selector, text));
    }

    /** Addresses, in order. */
    List<String> requested() {
        return List.copyOf(requested);
    }

    /** Errors on its console, exceptions, refused or failed loads. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    private JsonObject ask(String method, JsonObject parameters) {
        var id = ids.incrementAndGet();
        var answer = new CompletableFuture<JsonObject>();
        questions.put(id, answer);
        var question = new JsonObject().put("id", id).put("method", method).put("params", parameters);
        socket.sendText(question.encode(), true).join();
        var answered = answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        if (answered.containsKey("error")) {
            throw new AssertionError(method + ": " + answered.getJsonObject("error"));
        }
        return answered.getJsonObject("result");
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            received(new JsonObject(partial.toString()));
            partial.setLength(0);
        }
        from.request(1);
        return null;
    }

    private void received(JsonObject message) {
        if (message.containsKey("id")) {
            questions.remove(message.getInteger("id")).complete(message);
            return;
        }
        var event = message.getJsonObject("params");
        switch (message.getString("method")) {
            case "Network.requestWillBeSent" ->
                requested.add(event.getJsonObject("request").getString("url"));
            case "Runtime.exceptionThrown" -> complaints.add(event.encode());
            case "Runtime.consoleAPICalled" -> complainIf("error".equals(event.getString("type")), event);
            case "Log.entryAdded" ->
                complainIf("error".equals(event.getJsonObject("entry").getString("level")), event);
            default -> {}
        }
    }

    private void complainIf(boolean bad, JsonObject event) {
        if (bad) {
            complaints.add(event.encode());
        }
    }

    @Override
    public void close() {
        socket.abort();
    }
}
