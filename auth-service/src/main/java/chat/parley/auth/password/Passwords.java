package chat.parley.auth.password;

import at.favre.lib.crypto.bcrypt.BCrypt;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategies;
import chat.parley.common.failure.TooMany;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * bcrypt, on a pool of its own: a hash takes tens of milliseconds of a core, so that a flood of logins must wait here and not
 * on the event loops. A full pool refuses at once with {@link TooMany}, and one that is slow whoever has waited too long.
 */
@ApplicationScoped
public class Passwords {

    private static final Duration COME_BACK = Duration.ofSeconds(1);
    private static final byte[] NOT_A_PASSWORD = "not a password".getBytes(StandardCharsets.UTF_8);

    /** Until bcrypt runs as compiled code, a hash takes several times as long. */
    private static final int WARM_UP = 3;

    private final int cost;
    private final Duration patience;
    private final ThreadPoolExecutor pool;
    private final MeterRegistry meters;
    private final String dummy;

    public Passwords(PasswordConfig config, MeterRegistry meters) {
        this.cost = config.cost();
        this.patience = config.patience();
        this.meters = meters;
        this.dummy = BCrypt.withDefaults().hashToString(cost, "nobody has this password".toCharArray());
        this.pool = new ThreadPoolExecutor(
                config.threads(),
                config.threads(),
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(config.queue()),
                Thread.ofPlatform()
                        .name("bcrypt-", 0)
                        .daemon()
                        .priority(Thread.MIN_PRIORITY)
                        .factory());
    }

    /** Before the first login, and before anybody is told that this service is ready. */
    void warmUp(@Observes StartupEvent started) {
        IntStream.range(0, WARM_UP).forEach(_ -> matches("nobody's password", dummy));
    }

    public Uni<String> hash(String password) {
        return onPool(() ->
                hashing(cost).record(() -> BCrypt.withDefaults().hashToString(cost, password.toCharArray())));
    }

    /** @param hash null when there is no such user: it takes the same time, and is never right */
    public Uni<Boolean> verify(String password, String hash) {
        return onPool(() -> matches(password, hash == null ? dummy : hash) && hash != null);
    }

    @PreDestroy
    void stop() {
        pool.shutdown();
    }

    /** A password that is too long was never accepted: it costs a hash like any other, and is wrong. */
    private boolean matches(String password, String hash) {
        var bytes = password.getBytes(StandardCharsets.UTF_8);
        var fits = bytes.length <= BCrypt.Version.VERSION_2A.allowedMaxPwLength;
        return hashing(costOf(hash)).record(() -> isOf(fits ? bytes : NOT_A_PASSWORD, hash)) && fits;
    }

    private static boolean isOf(byte[] password, String hash) {
        return BCrypt.verifyer(BCrypt.Version.VERSION_2A, LongPasswordStrategies.strict(BCrypt.Version.VERSION_2A))
                .verify(password, hash.getBytes(StandardCharsets.UTF_8))
                .verified;
    }

    /** As it is written in it: {@code $2a$10$…}. */
    private static int costOf(String hash) {
        return Integer.parseInt(hash.substring(4, 6));
    }

    private Timer hashing(int cost) {
        return meters.timer("parley.password.hash", "cost", Integer.toString(cost));
    }

    /** The answer comes where the question was asked, so that what follows is still part of its request. */
    private <T> Uni<T> onPool(Supplier<T> work) {
        var asking = Vertx.currentContext();
        var answer = Uni.createFrom().completionStage(() -> submit(work));
        return asking == null ? answer : answer.emitOn(rest -> asking.runOnContext(_ -> rest.run()));
    }

    private <T> CompletableFuture<T> submit(Supplier<T> work) {
        var latest = System.nanoTime() + patience.toNanos();
        try {
            return CompletableFuture.supplyAsync(() -> unlessTooLate(work, latest), pool);
        } catch (RejectedExecutionException full) {
            return CompletableFuture.failedFuture(tooMany());
        }
    }

    private static <T> T unlessTooLate(Supplier<T> work, long latest) {
        if (System.nanoTime() - latest > 0) {
            throw tooMany();
        }
        return work.get();
    }

    private static TooMany tooMany() {
        return new TooMany("Too many logins at once; try again in a moment.", COME_BACK);
    }
}
