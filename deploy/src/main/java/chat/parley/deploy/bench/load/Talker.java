package chat.parley.deploy.bench.load;

import chat.parley.deploy.fault.load.Person;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;

/** Somebody with one socket, who writes into one conversation and listens. On the client's event loop. */
final class Talker {

    private final int number;
    private final Person person;
    private final Speech speech;
    private final String where;
    private final Crowd crowd;

    /** Of each other talker whom this one hears, the place of the message that must come next. */
    private final int[] next;

    private Promise<Void> opened;
    private WebSocket socket;
    private Throwable broken;
    private int sent;

    private Runnable answered = () -> {};

    Talker(int number, Person person, Speech speech, String where, Crowd crowd) {
        this.number = number;
        this.person = person;
        this.speech = speech;
        this.where = where;
        this.crowd = crowd;
        this.next = new int[crowd.speakers()];
    }

    /** @return completes when the server takes messages */
    Future<Void> connect(WebSocketClient client, int port) {
        opened = Promise.promise();
        // The handlers are there before the socket is handed on, so that no frame is missed.
        client.connect(speech.handshake(person).setPort(port))
                .onFailure(opened::tryFail)
                .onSuccess(open -> {
                    socket = open;
                    socket.textMessageHandler(frame -> speech.read(frame, reader));
                    socket.exceptionHandler(failure -> broken = failure);
                    socket.closeHandler(_ -> closed(open));
                    if (!speech.greets()) {
                        opened.tryComplete();
                    }
                });
        return opened.future();
    }

    /** Run at each answer to a message of this talker's. */
    void onAnswer(Runnable listener) {
        answered = listener;
    }

    void say(long due) {
        var stamp = new Stamp(number, sent++, due);
        crowd.tally().sent(stamp);
        socket.writeTextMessage(speech.write(where, stamp));
    }

    private void closed(WebSocket which) {
        if (which == socket) {
            crowd.lost("%s %s, %s".formatted(which.closeStatusCode(), which.closeReason(), broken));
        }
    }

    Future<Void> leave() {
        var left = socket;
        socket = null;
        return left == null ? Future.succeededFuture() : left.close();
    }

    private final Speech.Reader reader = new Speech.Reader() {
        @Override
        public void open() {
            opened.tryComplete();
        }

        @Override
        public void message(Stamp stamp) {
            if (next[stamp.sender()]++ != stamp.place()) {
                crowd.misplaced();
            }
            if (stamp.sender() != number) {
                crowd.tally().delivered(stamp, System.nanoTime());
            } else if (!speech.acknowledges()) {
                acked(stamp);
            }
        }

        @Override
        public void acked(Stamp stamp) {
            crowd.tally().acked(stamp, System.nanoTime());
            answered.run();
        }

        @Override
        public void refused(String frame) {
            crowd.refused(frame);
        }
    };
}
