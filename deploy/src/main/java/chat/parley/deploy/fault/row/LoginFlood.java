package chat.parley.deploy.fault.row;

import chat.parley.deploy.fault.check.Check;
import chat.parley.deploy.fault.load.V1Api;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * A flood finds processes that have hardly been asked for a login, and a second one those that know it: the first is judged by
 * its answers, the second by what it does to chat as well.
 */
final class LoginFlood extends Row {

    private static final String WAIT = "429, come back";
    private static final Set<String> RIGHT = Set.of("200", "401", WAIT);
    private static final long BETWEEN_NANOS = 1_000_000_000L / 300;
    private static final int MOST_WAITING = 600;
    /** Processes that have just begun compile themselves, and chat then waits for that and not for logins. */
    private static final Duration WARM_UP = Duration.ofSeconds(60);

    /** After it, attempts are counted anew. */
    private static final Duration WINDOW = Duration.ofSeconds(65);

    private static final Duration CALM = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** What the clock of a shared machine adds to a figure of a few milliseconds. */
    private static final Duration NOISE = Duration.ofMillis(20);

    LoginFlood() {
        super(
                20,
                "flood of logins",
                "300 a second, right and wrong passwords",
                "429 with Retry-After; the p99 of chat at most doubles",
                Duration.ofSeconds(5));
    }

    @Override
    protected void hurt(Scene scene) throws Exception {
        scene.pause(scene.lasting(WARM_UP));
        note(scene, "the first time", flood(scene));
        scene.pause(scene.lasting(WINDOW));

        var flood = flood(scene);
        note(scene, "the second time", flood);
        scene.expectQuick(
                Check.AS_EXPECTED,
                flood.under().compareTo(flood.calm().multipliedBy(2).plus(NOISE)) <= 0,
                "the p99 of acknowledgements went from %d to %d ms",
                flood.calm().toMillis(),
                flood.under().toMillis());
    }

    private static void note(Scene scene, String time, Flood flood) {
        scene.note(
                "%s: %s; p99 of acknowledgements %d ms before, %d ms in the flood",
                time, flood.answers(), flood.calm().toMillis(), flood.under().toMillis());
        scene.expect(flood.answers().containsKey(WAIT), "nobody was told to wait");
        scene.expect(RIGHT.containsAll(flood.answers().keySet()), "there were answers like these: %s", flood.answers());
    }

    private static Flood flood(Scene scene) throws InterruptedException {
        var calm = scene.ackLatencies(CALM).p99();
        var lasting = scene.lasting(Duration.ofSeconds(15));
        var answers = new ConcurrentSkipListMap<String, Integer>();
        var began = System.nanoTime();
        scene.mark("300 logins a second");
        try (var http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            var waiting = new Semaphore(MOST_WAITING);
            for (var next = began; next - began < lasting.toNanos(); next += BETWEEN_NANOS) {
                LockSupport.parkNanos(next - System.nanoTime());
                if (waiting.tryAcquire()) {
                    Thread.ofVirtual().start(() -> {
                        answers.merge(logIn(scene, http), 1, Integer::sum);
                        waiting.release();
                    });
                }
            }
            waiting.acquire(MOST_WAITING);
        }
        scene.mark("the flood is over");
        var under =
                scene.ackLatencies(Duration.ofNanos(System.nanoTime() - began)).p99();
        return new Flood(calm, under, answers);
    }

    /**
     * @param calm the p99 of chat's acknowledgements before
     * @param under the same meanwhile
     * @param answers how often each came
     */
    private record Flood(Duration calm, Duration under, Map<String, Integer> answers) {}

    /** @return what was answered, in a word */
    private static String logIn(Scene scene, HttpClient http) {
        var person = scene.cohort()
                .people()
                .get(ThreadLocalRandom.current().nextInt(scene.cohort().people().size()));
        var password = ThreadLocalRandom.current().nextBoolean() ? V1Api.PASSWORD : "wrong-Passw0rd";
        var body = new JsonObject()
                .put("username", person.username())
                .put("password", password)
                .encode();
        var request = HttpRequest.newBuilder(scene.laboratory().edge().resolve("/api/v1/tokens"))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            var answer = http.send(request, BodyHandlers.discarding());
            var status = Integer.toString(answer.statusCode());
            return answer.headers().firstValue("Retry-After").isPresent() ? status + ", come back" : status;
        } catch (IOException none) {
            return none.getClass().getSimpleName();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }
}
