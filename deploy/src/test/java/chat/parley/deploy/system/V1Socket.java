package chat.parley.deploy.system;

import chat.parley.common.testing.Patience;
import chat.parley.deploy.client.Login;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * A socket of {@code v1}, once it was greeted or refused: what was written before its greeting is history. Everything that came is
 * kept, in order.
 */
final class V1Socket implements WebSocket.Listener, AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final StringBuilder partial = new StringBuilder();
    private final List<JsonObject> frames = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> greeted = new CompletableFuture<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private CompletableFuture<WebSocket> lastSend;

    static V1Socket open(URI gateway, Login as) {
        return open(gateway, HTTP.newWebSocketBuilder().header("Authorization", "Bearer " + as.access()));
    }

    /** As a browser does, which cannot set the header. */
    static V1Socket withTicket(URI address, Login as) {
        return open(
                address, HTTP.newWebSocketBuilder().subprotocols("parley.v1", "parley.ticket." + ticket(address, as)));
    }

    private static V1Socket open(URI address, WebSocket.Builder handshake) {
        var socket = new V1Socket();
        socket.lastSend = handshake.buildAsync(at(address), socket);
        socket.lastSend.join();
        CompletableFuture.anyOf(socket.greeted, socket.closed)
                .orTimeout(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS)
                .join();
        return socket;
    }

    private static String ticket(URI address, Login as) {
        var request = HttpRequest.newBuilder(address.resolve("/api/v1/socket-tickets"))
                .header("Authorization", "Bearer " + as.access())
                .POST(BodyPublishers.noBody())
                .build();
        var answer = HTTP.sendAsync(request, BodyHandlers.ofString()).join();
        return new JsonObject(answer.body()).getString("ticket");
    }

    private static URI at(URI address) {
        return URI.create("ws" + address.toString().substring("http".length()) + "/ws/v1");
    }

    static V1Socket resume(URI gateway, Login as, String cursor) {
        var socket = open(gateway, as);
        socket.send(new JsonObject().put("op", "resume").put("cursor", cursor));
        return socket;
    }

    /** Goes out after what was sent before; returns at once. */
    synchronized void send(JsonObject frame) {
        lastSend = lastSend.thenCompose(socket -> socket.sendText(frame.encode(), true));
    }

    /** The subprotocol that the server has chosen. */
    String protocol() {
        return lastSend.join().getSubprotocol();
    }

    List<JsonObject> frames(String op) {
        return frames.stream().filter(frame -> op.equals(frame.getString("op"))).toList();
    }

    List<Long> seqs() {
        return frames("message").stream().map(frame -> frame.getLong("seq")).toList();
    }

    /** That of the last frame that has one. */
    String cursor() {
        return frames.stream()
                .map(frame -> frame.getString("cursor"))
                .filter(cursor -> cursor != null)
                .reduce((_, last) -> last)
                .orElseThrow();
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
    public String toString() {
        return frames.toString();
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            frames.add(new JsonObject(partial.toString()));
            partial.setLength(0);
            greeted.complete(null);
        }
        socket.request(1);
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable lost) {
        closed.complete(1006);
    }

    @Override
    public void close() {
        lastSend.thenAccept(WebSocket::abort);
    }
}
