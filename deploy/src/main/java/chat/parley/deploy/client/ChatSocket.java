package chat.parley.deploy.client;

import chat.parley.deploy.CannotRun;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** One open socket of a user: everything that came is kept, in order. */
public final class ChatSocket implements WebSocket.Listener, AutoCloseable {

    /** What the client library says when a connection ends without a close frame (RFC 6455, section 7.1.5). */
    public static final int ABNORMAL = 1006;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Login user;
    private final Trace trace;
    private final StringBuilder partial = new StringBuilder();
    private final List<JsonObject> frames = Collections.synchronizedList(new ArrayList<>());
    private final List<Consumer<JsonObject>> listeners = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private CompletableFuture<WebSocket> lastSend;

    private ChatSocket(Login user, Trace trace) {
        this.user = user;
        this.trace = trace;
    }

    static ChatSocket open(HttpClient http, URI address, Login user, Trace trace) {
        var socket = new ChatSocket(user, trace);
        try {
            socket.lastSend = http.newWebSocketBuilder()
                    .header("Authorization", "Bearer " + user.access())
                    .header("refresh", user.refresh())
                    .connectTimeout(PATIENCE)
                    .buildAsync(address.resolve("/ws/messages/"), socket);
            socket.lastSend.join();
            return socket;
        } catch (CompletionException failure) {
            throw CannotRun.because("The socket of %s was not opened: %s", user.username(), failure.getCause());
        }
    }

    /** Goes out after what was sent before; returns at once. */
    public synchronized void send(JsonObject frame) {
        trace.sent(user.username(), frame.encode());
        lastSend = lastSend.thenCompose(socket -> socket.sendText(frame.encode(), true));
    }

    /** Calls back for every frame from now on, on the socket's own thread. */
    public void onFrame(Consumer<JsonObject> listener) {
        listeners.add(listener);
    }

    public List<JsonObject> frames() {
        synchronized (frames) {
            return List.copyOf(frames);
        }
    }

    /** The close code, once the socket is closed. */
    public CompletableFuture<Integer> closed() {
        return closed;
    }

    public boolean isOpen() {
        return !closed.isDone();
    }

    /** The close code, waited for. */
    public int awaitClose(Duration patience) {
        try {
            return closed.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException stillOpen) {
            throw CannotRun.because("The socket of %s is still open.", user.username());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw CannotRun.because("Interrupted.");
        }
    }

    /** Cuts the connection without a word. */
    @Override
    public void close() {
        lastSend.thenAccept(WebSocket::abort);
        closed.complete(ABNORMAL);
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            received(partial.toString());
            partial.setLength(0);
        }
        socket.request(1);
        return null;
    }

    private void received(String text) {
        trace.received(user.username(), text);
        var frame = new JsonObject(text);
        frames.add(frame);
        listeners.forEach(listener -> listener.accept(frame));
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
        trace.closed(user.username(), code, reason);
        closed.complete(code);
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable failure) {
        trace.closed(user.username(), ABNORMAL, String.valueOf(failure));
        closed.complete(ABNORMAL);
    }
}
