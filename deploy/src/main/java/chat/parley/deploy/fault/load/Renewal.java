package chat.parley.deploy.fault.load;

import chat.parley.deploy.CannotRun;
import chat.parley.deploy.client.Answer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Keeps one person logged in: exchanges the refresh token ahead of time, once for all devices, because it is good once. An
 * exchange that nobody answers is repeated soon, while a repeat still gets the same pair. When that took too long, the service
 * takes the repeat for theft and ends the login session: then only the password helps.
 */
final class Renewal implements Runnable {

    private static final Duration PAUSE = Duration.ofMillis(400);

    private final V1Api api;
    private final Person person;
    private volatile int renewed;
    private volatile int loggedInAgain;
    private volatile boolean failing;
    private volatile String refusal;

    Renewal(V1Api api, Person person) {
        this.api = api;
        this.person = person;
    }

    /** Until it is interrupted. */
    @Override
    public void run() {
        try {
            while (true) {
                sleepUntil(person.tokens().after(ThreadLocalRandom.current().nextDouble(0.6, 0.7)));
                while (!renew()) {
                    failing = true;
                    Thread.sleep(PAUSE);
                }
                failing = false;
            }
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    private static void sleepUntil(Instant due) throws InterruptedException {
        var left = Duration.between(Instant.now(), due);
        if (left.isPositive()) {
            Thread.sleep(left);
        }
    }

    /** @return whether the person has fresher tokens now */
    private boolean renew() throws InterruptedException {
        try {
            var answer = api.refresh(person.refresh());
            switch (answer.status()) {
                case 200 -> {
                    person.take(V1Api.tokens(answer));
                    renewed++;
                    return true;
                }
                case 401 -> {
                    return logInAgain(answer);
                }
                default -> {
                    person.doubt();
                    return false;
                }
            }
        } catch (IOException noAnswer) {
            person.doubt();
            return false;
        } catch (CannotRun interrupted) {
            throw new InterruptedException();
        }
    }

    private boolean logInAgain(Answer refused) throws IOException {
        if (!person.isInDoubt()) {
            refusal = "%s could not renew a good login: %s".formatted(person, refused.body());
        }
        person.doubt();
        var answer = api.logIn(person.username(), V1Api.PASSWORD);
        if (answer.status() != 200) {
            return false;
        }
        person.take(V1Api.tokens(answer));
        loggedInAgain++;
        return true;
    }

    int renewed() {
        return renewed;
    }

    int loggedInAgain() {
        return loggedInAgain;
    }

    /** Whether the last attempt was in vain. */
    boolean isFailing() {
        return failing;
    }

    /** What was said to a good refresh token that was refused, null when none was. */
    String refusal() {
        return refusal;
    }
}
