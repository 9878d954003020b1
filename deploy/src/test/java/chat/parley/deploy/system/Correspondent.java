package chat.parley.deploy.system;

import chat.parley.deploy.CannotRun;
import chat.parley.deploy.client.Api;
import chat.parley.deploy.client.ChatSocket;
import chat.parley.deploy.client.Frames;
import chat.parley.deploy.client.Login;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A client as it should be: what it sends is unacknowledged until it has come back on its own socket; when the socket is
 * lost it opens another and repeats, in order and under the same ids, what is unacknowledged.
 */
final class Correspondent implements AutoCloseable {

    private final Api api;
    private final Login user;
    private final String channel;
    private final Map<String, String> unacknowledged = new LinkedHashMap<>();
    private final List<String> acknowledged = new ArrayList<>();
    private final List<String> sent = new ArrayList<>();
    private ChatSocket socket;

    Correspondent(Api api, Login user, String channel) {
        this.api = api;
        this.user = user;
        this.channel = channel;
        this.socket = open();
    }

    synchronized void send(String text) {
        var clientId = UUID.randomUUID().toString();
        unacknowledged.put(clientId, text);
        sent.add(text);
        socket.send(Frames.message(channel, text, clientId));
    }

    /** Whether everything is acknowledged; a lost socket is replaced first. */
    synchronized boolean settled() {
        if (!socket.isOpen()) {
            reconnect();
        }
        return unacknowledged.isEmpty();
    }

    synchronized List<String> sent() {
        return List.copyOf(sent);
    }

    synchronized List<String> acknowledged() {
        return List.copyOf(acknowledged);
    }

    private void reconnect() {
        try {
            socket = open();
            unacknowledged.forEach((clientId, text) -> socket.send(Frames.message(channel, text, clientId)));
        } catch (CannotRun notYet) {
            // Tried again by whoever asks whether all is settled.
        }
    }

    private ChatSocket open() {
        var opened = api.open(user);
        opened.onFrame(this::received);
        return opened;
    }

    private synchronized void received(JsonObject frame) {
        if (Frames.isMessage(frame)) {
            var text = Frames.content(frame.getJsonObject("message"));
            if (unacknowledged.values().remove(text)) {
                acknowledged.add(text);
            }
        }
    }

    @Override
    public synchronized void close() {
        socket.close();
    }
}
