package chat.parley.deploy.bench.load;

import chat.parley.deploy.CannotRun;
import chat.parley.deploy.fault.load.Person;
import io.vertx.core.http.WebSocketConnectOptions;
import java.util.UUID;

/**
 * How clients of a dialect open sockets, write messages and read frames. Of a frame only as much is read as is needed, since
 * the client has its share of the processors that are measured.
 */
public enum Speech {
    V1("v1", "/ws/v1") {
        @Override
        WebSocketConnectOptions handshake(Person person) {
            return options().putHeader("Authorization", "Bearer " + person.access());
        }

        @Override
        String write(String conversation, Stamp stamp) {
            return "{\"op\":\"send\",\"client_id\":\"" + stamp.clientId() + "\",\"conversation\":\"" + conversation
                    + "\",\"body\":\"" + stamp.body() + "\"}";
        }

        @Override
        void read(String frame, Reader reader) {
            if (frame.startsWith(MESSAGE)) {
                reader.message(Stamp.inBody(frame));
            } else if (frame.startsWith(ACK)) {
                reader.acked(
                        Stamp.ofClientId(UUID.fromString(frame.substring(ACK.length(), ACK.length() + UUID_LENGTH))));
            } else if (frame.startsWith("{\"op\":\"hello\"")) {
                reader.open();
            } else if (frame.startsWith("{\"op\":\"refused\"")) {
                reader.refused(frame);
            }
        }
    },

    /** Has no answer but the message itself, which its sender gets like everybody. */
    FRIENDSHIP("friendship", "/ws/messages/") {
        @Override
        WebSocketConnectOptions handshake(Person person) {
            return options()
                    .putHeader("Authorization", "Bearer " + person.access())
                    .putHeader("refresh", person.refresh());
        }

        @Override
        String write(String channel, Stamp stamp) {
            return "{\"type\":\"friendship\",\"channel\":\"" + channel + "\",\"payload\":\"" + stamp.body() + "\"}";
        }

        @Override
        void read(String frame, Reader reader) {
            if (frame.startsWith("{\"type\":\"friendship_message\"")) {
                reader.message(Stamp.inBody(frame));
            } else if (frame.startsWith("{\"error\"")) {
                reader.refused(frame);
            }
        }
    },

    LOBBY("lobby", "/ws") {
        @Override
        WebSocketConnectOptions handshake(Person person) {
            return options().setURI("/ws?token=" + person.access());
        }

        @Override
        String write(String room, Stamp stamp) {
            return stamp.body();
        }

        @Override
        void read(String frame, Reader reader) {
            reader.message(Stamp.inBody(frame));
        }
    };

    private static final String MESSAGE = "{\"op\":\"message\"";
    private static final String ACK = "{\"op\":\"ack\",\"client_id\":\"";
    private static final int UUID_LENGTH = 36;

    private final String word;
    private final String path;

    Speech(String word, String path) {
        this.word = word;
        this.path = path;
    }

    /** @throws CannotRun when there is none that two people can speak with one another */
    public static Speech named(String word) {
        if (word.equals(V1.word)) {
            return V1;
        }
        if (word.equals(FRIENDSHIP.word)) {
            return FRIENDSHIP;
        }
        throw CannotRun.because("--dialect must be v1 or friendship, not \"%s\".", word);
    }

    public String word() {
        return word;
    }

    /** Whether the server says when a socket is ready; otherwise it is so with the handshake. */
    boolean greets() {
        return this == V1;
    }

    /** Whether a send has an answer of its own; otherwise the sender's own copy of the message is one. */
    boolean acknowledges() {
        return this == V1;
    }

    WebSocketConnectOptions options() {
        return new WebSocketConnectOptions().setHost("127.0.0.1").setURI(path);
    }

    abstract WebSocketConnectOptions handshake(Person person);

    /** @param where the conversation, as the dialect calls it */
    abstract String write(String where, Stamp stamp);

    abstract void read(String frame, Reader reader);

    /** What a socket is told. */
    interface Reader {

        void open();

        void message(Stamp stamp);

        void acked(Stamp stamp);

        void refused(String frame);
    }
}
