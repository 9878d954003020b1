package chat.parley.auth.limit;

import chat.parley.auth.password.PasswordConfig;
import chat.parley.common.failure.TooMany;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * As many logins at once as can be hashed or may wait for it. The next one is refused before anything is asked on its behalf:
 * in a flood the questions to Redis and PostgreSQL would else outlast their time-outs, for everybody.
 */
@ApplicationScoped
public class LoginBulkhead {

    private static final Duration COME_BACK = Duration.ofSeconds(1);

    private final Semaphore room;

    public LoginBulkhead(PasswordConfig config) {
        this.room = new Semaphore(config.threads() + config.queue());
    }

    /** Fails with {@link TooMany} when there is no room. */
    public <T> Uni<T> enter(Supplier<Uni<? extends T>> login) {
        return Uni.createFrom().deferred(() -> {
            if (!room.tryAcquire()) {
                return Uni.createFrom()
                        .failure(new TooMany("Too many logins at once; try again in a moment.", COME_BACK));
            }
            return Uni.createFrom().deferred(login).onTermination().invoke(() -> room.release());
        });
    }
}
