package chat.parley.deploy.fault.row;

import chat.parley.deploy.fault.load.V1Api;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicIntegerArray;

final class LoginFlood extends Row {

    private static final long BETWEEN_NANOS = 1_000_000_000L / 300;
    private static final int MOST_WAITING = 600;
    private static final Duration CALM = Duration.ofSeconds(4);
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
        var calm = scene.ackLatencies(CALM).p99();
        var lasting = scene.lasting(Duration.ofSeconds(15));
        var statuses = new AtomicIntegerArray(600);
        var began = System.nanoTime();
        scene.mark("300 logins a second");
        try (var http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            var waiting = new Semaphore(MOST_WAITING);
            for (var next = began; next - began < lasting.toNanos(); next += BETWEEN_NANOS) {
                java.util.concurrent.locks.LockSupport.parkNanos(next - System.nanoTime());
                if (waiting.tryAcquire()) {
                    Thread.ofVirtual().start(() -> {
                        logIn(scene, http, statuses);
                        waiting.release();
                    });
                }
            }
            waiting.acquire(MOST_WAITING);
        }
        scene.mark("the flood is over");
        var under =
                scene.ackLatencies(Duration.ofNanos(System.nanoTime() - began)).p99();
        scene.note(
                "%d logged in, %d wrong, %d told to wait, %d other answers",
                statuses.get(200), statuses.get(401), statuses.get(429), statuses.get(0));
        scene.note("p99 of acknowledgements: %d ms calm, %d ms in the flood", calm.toMillis(), under.toMillis());
        scene.expect(statuses.get(429) > 0, "nobody was told to wait");
        scene.expect(
                statuses.get(0) == 0, "%d answers were none of 200, 401 and 429 with Retry-After", statuses.get(0));
        scene.expect(
                under.compareTo(calm.multipliedBy(2).plus(NOISE)) <= 0,
                "the p99 of acknowledgements went from %d to %d ms",
                calm.toMillis(),
                under.toMillis());
    }

    private static void logIn(Scene scene, HttpClient http, AtomicIntegerArray statuses) {
        var person = scene.cohort()
                .people()
                .get(java.util.concurrent.ThreadLocalRandom.current()
                        .nextInt(scene.cohort().people().size()));
        var password =
                java.util.concurrent.ThreadLocalRandom.current().nextBoolean() ? V1Api.PASSWORD : "wrong-Passw0rd";
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
            var isRight = answer.statusCode() == 200
                    || answer.statusCode() == 401
                    || answer.statusCode() == 429
                            && answer.headers().firstValue("Retry-After").isPresent();
            statuses.incrementAndGet(isRight ? answer.statusCode() : 0);
        } catch (IOException none) {
            statuses.incrementAndGet(0);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
