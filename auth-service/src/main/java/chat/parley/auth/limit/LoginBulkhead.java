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

    /** Fails with {@link TooMany} when there is no room, or none for this address. */
    public <T> Uni<T> enter(String address, Supplier<Uni<? extends T>> login) {
        return Uni.createFrom().deferred(() -> {
            if (!enters(address)) {
                return Uni.createFrom()
                        .failure(new TooMany("Too many logins at once; try again in a moment.", COME_BACK));
            }
            return Uni.createFrom().deferred(login).onTermination().invoke(() -> leaves(address));
        });
    }

    private synchronized boolean enters(String address) {
        var others = byAddress.getOrDefault(address, 0);
        if (underWay == room || others >= roomOfOne) {
            return false;
        }
        underWay++;
        byAddress.put(address, others + 1);
        return true;
    }

    private synchronized void leaves(String address) {
        underWay--;
        byAddress.computeIfPresent(address, (_, logins) -> logins == 1 ? null : logins - 1);
    }
}
