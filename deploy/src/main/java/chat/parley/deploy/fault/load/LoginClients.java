package chat.parley.deploy.fault.load;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Log in at an even rate, with right and wrong passwords, whatever becomes of it. A process: each line that it reads says how many
 * a second, how long (ISO 8601) and where, and is answered by a line of JSON, how often each answer came, and how often nothing was
 * sent because too many had no answer yet.
 */
final class LoginClients {

    private static final int MOST_WAITING = 600;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Context context;
    private final HttpClient http;
    private final List<String> usernames;

    private LoginClients(Vertx vertx, List<String> usernames) {
        this.context = vertx.getOrCreateContext();
        this.http = vertx.createHttpClient(
                new HttpClientOptions().setDecompressionSupported(false),
                new PoolOptions().setHttp1MaxSize(MOST_WAITING));
        this.usernames = usernames;
    }

    /** @param arguments who logs in, with commas between */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        var clients = new LoginClients(vertx, List.of(arguments[0].split(",")));
        var lines = new BufferedReader(new InputStreamReader(System.in));
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            var words = line.split(" ");
            clients.logIn(Integer.parseInt(words[0]), Duration.parse(words[1]), URI.create(words[2]));
        }
        vertx.close();
    }

    private void logIn(int aSecond, Duration lasting, URI where) throws InterruptedException {
        Map<String, Integer> answers = new ConcurrentHashMap<>();
        var waiting = new Semaphore(MOST_WAITING);
        var request = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(where.toString())
                .setTimeout(PATIENCE.toMillis())
                .putHeader("Content-Type", "application/json");
        var began = System.nanoTime();
        for (var next = began; next - began < lasting.toNanos(); next += 1_000_000_000L / aSecond) {
            LockSupport.parkNanos(next - System.nanoTime());
            if (waiting.tryAcquire()) {
                context.runOnContext(_ -> logIn(request).onSuccess(answer -> {
                    answers.merge(answer, 1, Integer::sum);
                    waiting.release();
                }));
            } else {
                answers.merge(LoginLoad.NOT_SENT, 1, Integer::sum);
            }
        }
        waiting.acquire(MOST_WAITING);
        System.out.println(new JsonObject(new TreeMap<String, Object>(answers)).encode());
    }

    private Future<String> logIn(RequestOptions options) {
        var random = ThreadLocalRandom.current();
        var body = new JsonObject()
                .put("username", usernames.get(random.nextInt(usernames.size())))
                .put("password", random.nextBoolean() ? V1Api.PASSWORD : "wrong-Passw0rd");
        return http.request(options)
                .compose(request -> request.send(Buffer.buffer(body.encode())))
                .compose(response -> response.end().map(_ -> word(response)))
                .timeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .otherwise(failure -> failure.getClass().getSimpleName());
    }

    private static String word(HttpClientResponse response) {
        var status = Integer.toString(response.statusCode());
        return response.getHeader("Retry-After") == null ? status : status + ", come back";
    }
}
