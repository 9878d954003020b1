package chat.parley.auth.limit;

import chat.parley.common.failure.TooMany;
import chat.parley.common.failure.Unavailable;
import chat.parley.common.stream.Pipeline;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jboss.logging.Logger;

/**
 * Attempts to log in, counted per name and per address in windows that all replicas share. When Redis is away nobody is let
 * in: a limit that fails open is none.
 */
@ApplicationScoped
public class LoginLimits {

    private static final Logger LOG = Logger.getLogger(LoginLimits.class);
    /** A frozen Redis is noticed within five seconds; less, and a service that is busy starting takes itself for cut off. */
    private static final Duration TIME_OUT = Duration.ofSeconds(4);

    private final Redis redis;
    private final Pipeline pipeline;
    private final LimitConfig config;

    public LoginLimits(Redis redis, Pipeline pipeline, LimitConfig config) {
        this.redis = redis;
        this.pipeline = pipeline;
        this.config = config;
    }

    /**
     * Counts one attempt.
     *
     * @throws TooMany when the name or the address has had enough for this window
     */
    public Uni<Void> attempt(String username, String address) {
        return pipeline.send(List.of(
                        open(nameKey(username)),
                        count(nameKey(username)),
                        left(nameKey(username)),
                        open(addressKey(address)),
                        count(addressKey(address)),
                        left(addressKey(address))))
                .ifNoItem()
                .after(TIME_OUT)
                .fail()
                .onFailure()
                .transform(LoginLimits::away)
                .invoke(this::check)
                .replaceWithVoid();
    }

    /** The right password was given: the name's earlier attempts were its owner's. */
    public Uni<Void> succeeded(String username) {
        return redis.send(Request.cmd(Command.DEL).arg(nameKey(username)))
                .ifNoItem()
                .after(TIME_OUT)
                .fail()
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    private void check(List<Response> answers) {
        check(answers.get(1), answers.get(2), config.perName());
        check(answers.get(4), answers.get(5), config.perAddress());
    }

    private static void check(Response count, Response left, int limit) {
        if (count.toLong() > limit) {
            throw tooMany(Duration.ofMillis(left.toLong()));
        }
    }

    static TooMany tooMany(Duration comeBack) {
        return new TooMany("Too many login attempts; try again later.", comeBack);
    }

    private Request open(String key) {
        return Request.cmd(Command.SET)
                .arg(key)
                .arg(0)
                .arg("PX")
                .arg(config.window().toMillis())
                .arg("NX");
    }

    private static Request count(String key) {
        return Request.cmd(Command.INCR).arg(key);
    }

    private static Request left(String key) {
        return Request.cmd(Command.PTTL).arg(key);
    }

    private static String nameKey(String username) {
        return "login:name:" + username.toLowerCase(Locale.ROOT);
    }

    private static String addressKey(String address) {
        return "login:address:" + address;
    }

    private static Throwable away(Throwable failure) {
        LOG.warnf("logins are refused, attempts cannot be counted: %s", failure);
        return new Unavailable("Logins are not possible right now; try again in a moment.");
    }
}
