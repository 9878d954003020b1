package chat.parley.deploy.fault.load;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * Logs in at an even rate, with right and wrong passwords, whatever becomes of it. In a process of its own: those who chat and
 * whose latency is taken are not to share one with those who storm.
 */
public final class LoginStorm {

    private static final int A_SECOND = 300;
    private static final int MOST_WAITING = 2 * A_SECOND;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final URI tokens;
    private final List<String> usernames;
    private final Map<String, Integer> answers = new ConcurrentHashMap<>();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private LoginStorm(URI tokens, List<String> usernames) {
        this.tokens = tokens;
        this.usernames = usernames;
    }

    /**
     * Returns when all is answered.
     *
     * @return how often each answer came: a status, with {@code ", come back"} when it said when, or why there was none
     */
    public static Map<String, Integer> run(URI edge, Duration lasting, List<String> usernames)
            throws IOException, InterruptedException {
        var storm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LoginStorm.class.getName(),
                        edge.resolve("/api/v1/tokens").toString(),
                        lasting.toString(),
                        String.join(",", usernames))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var output = storm.getInputStream()) {
            var said = new JsonObject(new String(output.readAllBytes(), StandardCharsets.UTF_8));
            return said.stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, answer -> (Integer) answer.getValue(), Integer::sum, TreeMap::new));
        } finally {
            storm.destroy();
            storm.waitFor();
        }
    }

    /** @param arguments where tokens are made, how long (ISO 8601), who, with commas between */
    public static void main(String[] arguments) throws InterruptedException {
        var storm = new LoginStorm(URI.create(arguments[0]), Arrays.asList(arguments[2].split(",")));
        storm.send(Duration.parse(arguments[1]));
        System.out.println(new JsonObject(new TreeMap<String, Object>(storm.answers)).encode());
    }

    private void send(Duration lasting) throws InterruptedException {
        var waiting = new Semaphore(MOST_WAITING);
        var began = System.nanoTime();
        for (var next = began; next - began < lasting.toNanos(); next += 1_000_000_000L / A_SECOND) {
            LockSupport.parkNanos(next - System.nanoTime());
            if (waiting.tryAcquire()) {
                Thread.ofVirtual().start(() -> {
                    answers.merge(logIn(), 1, Integer::sum);
                    waiting.release();
                });
            }
        }
        waiting.acquire(MOST_WAITING);
    }

    private String logIn() {
        var random = ThreadLocalRandom.current();
        var body = new JsonObject()
                .put("username", usernames.get(random.nextInt(usernames.size())))
                .put("password", random.nextBoolean() ? V1Api.PASSWORD : "wrong-Passw0rd");
        var request = HttpRequest.newBuilder(tokens)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.encode()))
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
