package chat.parley.deploy.fault.load;

import chat.parley.deploy.fault.history.Message;
import io.vertx.core.Future;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.util.UUID;

/** The socket of {@code v1}. */
final class V1Link implements ChatLink {

    /** The connection ended without a close frame (RFC 6455, section 7.1.5). */
    private static final int ABNORMAL = 1006;

    private static final int CONNECT_MILLIS = 10_000;

    private final WebSocket socket;
    private final Listener listener;

    private V1Link(WebSocket socket, Listener listener) {
        this.socket = socket;
        this.listener = listener;
    }

    static Opener with(WebSocketClient client) {
        return (node, person, listener) -> open(client, node, person, listener);
    }

    private static Future<V1Link> open(WebSocketClient client, Node node, Person person, Listener listener) {
        var options = new WebSocketConnectOptions()
                .setHost("127.0.0.1")
                .setPort(node.port())
                .setURI("/ws/v1")
                .setTimeout(CONNECT_MILLIS)
                .putHeader("Authorization", "Bearer " + person.access());
        // The handlers are there before the socket is handed on, so that no frame is missed.
        return client.connect(options).map(socket -> {
            var link = new V1Link(socket, listener);
            socket.textMessageHandler(text -> link.received(new JsonObject(text)));
            socket.exceptionHandler(_ -> socket.close());
            socket.closeHandler(
                    _ -> listener.closed(socket.closeStatusCode() == null ? ABNORMAL : socket.closeStatusCode()));
            return link;
        });
    }

    private void received(JsonObject frame) {
        switch (frame.getString("op")) {
            case "hello" -> listener.hello(frame.getString("cursor"));
            case "ack" ->
                listener.acked(
                        uuid(frame, "client_id"), uuid(frame, "conversation"), frame.getLong("seq"), uuid(frame, "id"));
            case "refused" -> listener.refused(uuid(frame, "client_id"), frame.getString("code"));
            case "message" -> listener.delivered(message(frame), frame.getString("cursor"));
            case "gap" -> listener.gap(uuid(frame, "conversation"), frame.getLong("from"), frame.getLong("to"));
            case "caught_up" -> listener.caughtUp(frame.getString("cursor"));
            case "reconnect" -> listener.reconnect(frame.getLong("after_ms"));
            default -> {
                // Receipts, presence, typing: not what is looked at here.
            }
        }
    }

    /** {@code M}, in a frame as in an answer. */
    static Message message(JsonObject m) {
        return new Message(
                uuid(m, "conversation"),
                m.getLong("seq"),
                uuid(m, "id"),
                uuid(m, "client_id"),
                uuid(m, "sender"),
                m.getString("body"));
    }

    private static UUID uuid(JsonObject object, String name) {
        var text = object.getString(name);
        return text == null ? null : UUID.fromString(text);
    }

    @Override
    public void send(UUID clientId, UUID conversation, String body) {
        write(new JsonObject()
                .put("op", "send")
                .put("client_id", clientId.toString())
                .put("conversation", conversation.toString())
                .put("body", body));
    }

    @Override
    public void resume(String cursor) {
        write(new JsonObject().put("op", "resume").put("cursor", cursor));
    }

    /** What cannot be written has not been answered, and the end of the socket is told by itself. */
    private void write(JsonObject frame) {
        if (!socket.isClosed()) {
            socket.writeTextMessage(frame.encode());
        }
    }

    @Override
    public void cut() {
        socket.close();
    }

    @Override
    public void listen(boolean on) {
        if (on) {
            socket.resume();
        } else {
            socket.pause();
        }
    }
}
