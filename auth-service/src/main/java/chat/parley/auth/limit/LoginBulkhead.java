package chat.parley.auth.limit;

import chat.parley.auth.password.PasswordConfig;
import chat.parley.common.failure.TooMany;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * As many logins at once as can be hashed or may wait for it, and of one address fewer, so that a flood leaves room to the others.
 * The next one is refused before anything is asked on its behalf: in a flood the questions to Redis and PostgreSQL would else
 * outlast their time-outs, for everybody.
 */
@ApplicationScoped
public class LoginBulkhead {

    private static final Duration COME_BACK = Duration.ofSeconds(1);

    private final int room;
    private final int roomOfOne;
    private final Map<String, Integer> byAddress = new HashMap<>();
    private int underWay;

    public LoginBulkhead(PasswordConfig passwords, LimitConfig limits) {
        this.room = passwords.threads() + passwords.queue();
        this.roomOfOne = limits.atOnce();
    }

    /**
     * For whoever has not read the login yet, and need not.
     *
     * @throws TooMany when there is no room, or none for this address
     */
    public synchronized void checkRoom(String address) {
        if (underWay == room || byAddress.getOrDefault(address, 0) >= roomOfOne) {
            throw new TooMany("Too many logins at once; try again in a moment.", COME_BACK);
        }
    }

    /** Fails with {@link TooMany} when there is no room, or none for this address. */
    public <T> Uni<T> enter(String address, Supplier<Uni<? extends T>> login) {
        return Uni.createFrom().deferred(() -> {
            enter(address);
            return Uni.createFrom().deferred(login).onTermination().invoke(() -> leave(address));
        });
    }

    private synchronized void enter(String address) {
        checkRoom(address);
        underWay++;
        byAddress.merge(address, 1, Integer::sum);
    }

    private synchronized void leave(String address) {
        underWay--;
        byAddress.computeIfPresent(address, (_, logins) -> logins == 1 ? null : logins - 1);
    }
}
