package chat.parley.gateway.testing;

import chat.parley.common.testing.Patience;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A client. */
public final class TestSocket implements WebSocket.Listener, AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final BlockingQueue<String> frames = new LinkedBlockingQueue<>();
    private final CompletableFuture<Closed> closed = new CompletableFuture<>();
    private final String channel;
    private final StringBuilder fragments = new StringBuilder();
    private WebSocket socket;

    /** @param channel by the name of the AsyncAPI document, by which every frame that comes is checked */
    private TestSocket(String channel) {
        this.channel = channel;
    }

    /** How the server closed it. */
    public record Closed(int code, String reason) {}

    public static TestSocket open(int port, Person as) {
        return open(port, "/ws/messages/", as.access(), as.refresh());
    }

    public static TestSocket open(int port, String path, String access, String refresh) {
        var builder = HTTP.newWebSocketBuilder();
        if (access != null) {
            builder.header("Authorization", "Bearer " + access);
        }
        if (refresh != null) {
            builder.header("refresh", refresh);
        }
        return open(port, path, builder);
    }

    public static TestSocket open(int port, String path, WebSocket.Builder builder) {
        var client = new TestSocket(SocketContract.channel(path).orElse(null));
        client.socket = builder.buildAsync(URI.create("ws://127.0.0.1:" + port + path), client)
                .join();
        return client;
    }

    public static WebSocket.Builder builder() {
        return HTTP.newWebSocketBuilder();
    }

    /** The status with which the handshake is refused. */
    public static int refusal(int port, String path, WebSocket.Builder builder) {
        try {
            open(port, path, builder).close();
            return 101;
        } catch (CompletionException refused) {
            return ((WebSocketHandshakeException) refused.getCause())
                    .getResponse()
                    .statusCode();
        }
    }

    public void send(String text) {
        socket.sendText(text, true).join();
    }

    public void sendPart(String text, boolean last) {
        socket.sendText(text, last).join();
    }

    public void sendBinary(byte[] bytes) {
        socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
    }

    /** The next frame. */
    public JsonNode next() {
        try {
            return JSON.readTree(nextText());
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    /** The next frame, as it came. */
    public String nextText() {
        try {
            var frame = frames.poll(Patience.LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            if (frame == null) {
                throw new AssertionError("no frame came");
            }
            SocketContract.difference(channel, SocketContract.Action.SEND, frame)
                    .ifPresent(difference -> {
                        throw new AssertionError(difference);
                    });
            return frame;
        } catch (InterruptedException failure) {
            throw new AssertionError(failure);
        }
    }

    /** Whether nothing comes for a while. */
    public boolean isSilentFor(Duration time) {
        try {
            return frames.poll(time.toMillis(), TimeUnit.MILLISECONDS) == null;
        } catch (InterruptedException failure) {
            throw new AssertionError(failure);
        }
    }

    public Closed awaitClose() {
        try {
            return closed.get(Patience.LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException | TimeoutException | java.util.concurrent.ExecutionException failure) {
            throw new AssertionError("not closed", failure);
        }
    }

    /** Whether one has come that was not taken yet. */
    public boolean hasFrame() {
        return !frames.isEmpty();
    }

    public boolean isOpen() {
        return !closed.isDone();
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        fragments.append(data);
        if (last) {
            frames.add(fragments.toString());
            fragments.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
        closed.complete(new Closed(code, reason));
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closed.complete(new Closed(1006, String.valueOf(error)));
    }

    @Override
    public void close() {
        socket.abort();
    }
}
