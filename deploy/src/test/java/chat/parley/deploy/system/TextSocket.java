package chat.parley.deploy.system;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** A socket of any dialect that takes its token in the query; everything that came is kept as text, in order. */
final class TextSocket implements WebSocket.Listener, AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final StringBuilder partial = new StringBuilder();
    private final List<String> frames = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private CompletableFuture<WebSocket> lastSend;

    static TextSocket open(URI address, String path, String token) {
        var socket = new TextSocket();
        var at = "ws" + address.toString().substring("http".length()) + path + "?token=" + token;
        socket.lastSend = HTTP.newWebSocketBuilder().buildAsync(URI.create(at), socket);
        socket.lastSend.join();
        return socket;
    }

    /** Goes out after what was sent before; returns at once. */
    synchronized void send(String text) {
        lastSend = lastSend.thenCompose(socket -> socket.sendText(text, true));
    }

    List<String> frames() {
        return List.copyOf(frames);
    }

    /** The code with which the other side closes; 1006 when the connection is lost. */
    CompletableFuture<Integer> closed() {
        return closed;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
        closed.complete(code);
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable lost) {
        closed.complete(1006);
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            frames.add(partial.toString());
            partial.setLength(0);
        }
        socket.request(1);
        return null;
    }

    @Override
    public void close() {
        lastSend.thenAccept(WebSocket::abort);
    }
}
