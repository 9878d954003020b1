package chat.parley.deploy.contract;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** One socket of a conversation, and what came over it and has not been looked at yet. */
final class Line implements WebSocket.Listener, AutoCloseable {

    private static final int PATIENCE_SECONDS = 60;

    private final StringBuilder partial = new StringBuilder();
    private final BlockingQueue<String> frames = new LinkedBlockingQueue<>();
    private final CompletableFuture<Closed> closed = new CompletableFuture<>();
    private final Predicate<String> isPassedOver;
    private WebSocket socket;

    private Line(Predicate<String> isPassedOver) {
        this.isPassedOver = isPassedOver;
    }

    /**
     * @param protocols that are offered, the one that is wanted first
     * @param isPassedOver frames that are as good as not there
     * @throws Refused when the handshake is answered otherwise
     */
    static Line open(
            HttpClient http,
            URI address,
            Map<String, String> headers,
            List<String> protocols,
            Predicate<String> isPassedOver) {
        var line = new Line(isPassedOver);
        var handshake = http.newWebSocketBuilder();
        headers.forEach(handshake::header);
        if (!protocols.isEmpty()) {
            handshake.subprotocols(
                    protocols.getFirst(), protocols.stream().skip(1).toArray(String[]::new));
        }
        try {
            line.socket = handshake.buildAsync(address, line).join();
            return line;
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof WebSocketHandshakeException refused) {
                throw new Refused(refused.getResponse().statusCode());
            }
            throw failure;
        }
    }

    void send(String text) {
        socket.sendText(text, true).join();
    }

    void send(byte[] bytes) {
        socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
    }

    /** The next frame, waited for. */
    String next() throws InterruptedException {
        var frame = frames.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (frame == null) {
            throw new AssertionError("No frame came within " + PATIENCE_SECONDS + " s"
                    + (closed.isDone() ? ", and the socket is closed: " + closed.join() : "."));
        }
        return frame;
    }

    /** What came and nobody asked for. */
    String unasked() {
        return frames.peek();
    }

    Closed awaitClose() throws Exception {
        return closed.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            heard(partial.toString());
            partial.setLength(0);
        }
        from.request(1);
        return null;
    }

    private void heard(String frame) {
        if (!isPassedOver.test(frame)) {
            frames.add(frame);
        }
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed.complete(new Closed(code, reason));
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
        closed.completeExceptionally(failure);
    }

    @Override
    public void close() {
        socket.abort();
    }

    record Closed(int code, String reason) {}

    /** The handshake was answered with this status. */
    static final class Refused extends RuntimeException {

        private final int status;

        Refused(int status) {
            super("the handshake was answered " + status);
            this.status = status;
        }

        int status() {
            return status;
        }
    }
}
