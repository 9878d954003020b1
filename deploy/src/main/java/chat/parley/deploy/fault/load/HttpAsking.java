package chat.parley.deploy.fault.load;

import chat.parley.deploy.CannotRun;
import chat.parley.deploy.fault.history.ClientLog;
import chat.parley.deploy.fault.history.Entry;
import java.io.IOException;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/** What a device asks over HTTP: again and again, until there is an answer that settles it or the device has ended. */
final class HttpAsking {

    private static final long RETRY_MILLIS = 400;
    private static final int UNAUTHORIZED = 401;
    private static final Set<Integer> RETRYABLE = Set.of(429, 502, 503, 504);

    private final V1Api api;
    private final Person person;
    private final ClientLog log;
    private final BooleanSupplier hasEnded;

    HttpAsking(V1Api api, Person person, ClientLog log, BooleanSupplier hasEnded) {
        this.api = api;
        this.person = person;
        this.log = log;
        this.hasEnded = hasEnded;
    }

    /**
     * Sends a message; returns at once.
     *
     * @param settled run before the answer is written down, on another thread
     */
    void send(UUID clientId, UUID conversation, String body, Runnable settled) {
        untilDone(() -> request(clientId, conversation, body, settled), () -> {});
    }

    /**
     * Fetches what was left out; returns at once.
     *
     * @param over run in any case, on another thread
     */
    void fetch(UUID conversation, long from, long to, Highest highest, Runnable over) {
        untilDone(() -> fetch(conversation, from, to, highest), over);
    }

    private void untilDone(BooleanSupplier attempt, Runnable over) {
        Thread.ofVirtual().start(() -> {
            while (!hasEnded.getAsBoolean() && !attempt.getAsBoolean()) {
                pause();
            }
            over.run();
        });
    }

    private static void pause() {
        try {
            Thread.sleep(RETRY_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return whether it is settled */
    private boolean request(UUID clientId, UUID conversation, String body, Runnable settled) {
        log.add(new Entry.Invoked(System.nanoTime(), Entry.OVER_HTTP, "edge", conversation, clientId, body));
        var access = person.access();
        try {
            var answer = api.send(access, conversation, clientId, body);
            if (answer.status() == 200 || answer.status() == 201) {
                var message = V1Link.message(answer.json());
                settled.run();
                log.add(new Entry.Acked(
                        System.nanoTime(), Entry.OVER_HTTP, conversation, clientId, message.seq(), message.id()));
                return true;
            }
            var retryable =
                    RETRYABLE.contains(answer.status()) || answer.status() == UNAUTHORIZED && !person.mayUse(access);
            if (!retryable) {
                settled.run();
            }
            log.add(new Entry.Refused(
                    System.nanoTime(), Entry.OVER_HTTP, clientId, Integer.toString(answer.status()), retryable));
            return !retryable;
        } catch (IOException | CannotRun noAnswer) {
            log.add(new Entry.Unanswered(System.nanoTime(), Entry.OVER_HTTP, clientId));
            return false;
        }
    }

    /** @return whether it was answered */
    private boolean fetch(UUID conversation, long from, long to, Highest highest) {
        try {
            var messages = api.messages(person, conversation, from, to);
            log.add(new Entry.Fetched(System.nanoTime(), conversation, messages));
            messages.forEach(message -> highest.saw(conversation, message.seq()));
            return true;
        } catch (IOException | CannotRun notYet) {
            return false;
        }
    }
}
