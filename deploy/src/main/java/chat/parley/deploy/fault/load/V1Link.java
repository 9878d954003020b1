package chat.parley.deploy.fault.load;

import chat.parley.deploy.fault.history.Message;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.UUID;

/** The socket of {@code v1}. */
final class V1Link implements ChatLink {

    /** The connection ended without a close frame (RFC 6455, section 7.1.5). */
    private static final int ABNORMAL = 1006;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final WebSocket socket;
    private final Listener listener;

    private V1Link(WebSocket socket, Listener listener) {
        this.socket = socket;
        this.listener = listener;
    }

    static Opener with(Vertx vertx, WebSocketClient client) {
        return with(vertx, client, PATIENCE);
    }

    /** @param patience after which a socket that is not open is given up, whatever it waits for */
    static Opener with(Vertx vertx, WebSocketClient client, Duration patience) {
        return (node, access, listener) -> {
            var attempt = new Attempt(listener);
            // On an event loop: a first frame can overtake anybody else, and nobody would hear it.
            vertx.runOnContext(_ -> attempt.open(client, addressOf(node, access)));
            vertx.setTimer(patience.toMillis(), _ -> attempt.giveUp());
            return attempt.link.future();
        };
    }

    private static WebSocketConnectOptions addressOf(Node node, String access) {
        return new WebSocketConnectOptions()
                .setHost("127.0.0.1")
                .setPort(node.port())
                .setURI("/ws/v1")
                .putHeader("Authorization", "Bearer " + access);
    }

    /** To open one. A socket that comes when it was given up is nobody's, and is closed at once. */
    private record Attempt(Listener listener, Promise<V1Link> link) {

        Attempt(Listener listener) {
            this(listener, Promise.promise());
        }

        void open(WebSocketClient client, WebSocketConnectOptions address) {
            client.connect(address).onSuccess(this::opened).onFailure(link::tryFail);
        }

        private void opened(WebSocket socket) {
            var opened = new V1Link(socket, listener);
            // The handlers are there before the socket is handed on, so that no frame is missed.
            opened.listen();
            if (!link.tryComplete(opened)) {
                opened.abandon();
            }
        }

        void giveUp() {
            link.tryFail("The socket was not open in time.");
        }
    }

    private void listen() {
        socket.textMessageHandler(text -> received(new JsonObject(text)));
        socket.exceptionHandler(_ -> socket.close());
        socket.closeHandler(
                _ -> listener.closed(socket.closeStatusCode() == null ? ABNORMAL : socket.closeStatusCode()));
    }

    /** Nobody is told how it ends. */
    private void abandon() {
        socket.textMessageHandler(null);
        socket.closeHandler(null);
        socket.close();
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
            case "token_expiring" -> listener.tokenExpiring();
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

    @Override
    public void authenticate(String access) {
        write(new JsonObject().put("op", "auth").put("token", access));
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
