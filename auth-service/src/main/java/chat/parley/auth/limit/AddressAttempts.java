package chat.parley.auth.limit;

import chat.parley.common.failure.TooMany;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Attempts to log in from each address at this replica alone, those included for which {@link LoginBulkhead} has no room and which
 * {@link LoginLimits} never sees. Whoever floods is soon refused for the rest of the window without a question to any store, and
 * keeps no thread hashing.
 */
@ApplicationScoped
public class AddressAttempts {

    /** In one window; those of further ones are counted where all are that are let in. */
    static final int MOST_ADDRESSES = 100_000;

    private final int limit;
    private final long windowNanos;
    private final LongSupplier nanoTime;
    private Window window;

    @Inject
    public AddressAttempts(LimitConfig config) {
        this(config, System::nanoTime);
    }

    AddressAttempts(LimitConfig config, LongSupplier nanoTime) {
        this.limit = config.perAddress();
        this.windowNanos = config.window().toNanos();
        this.nanoTime = nanoTime;
        this.window = new Window(nanoTime.getAsLong());
    }

    /**
     * Counts one attempt.
     *
     * @throws TooMany when the address has had enough for this window
     */
    public void add(String address) {
        var now = nanoTime.getAsLong();
        var current = at(now);
        if (current.add(address) > limit) {
            throw LoginLimits.tooMany(Duration.ofNanos(windowNanos - (now - current.openedAt)));
        }
    }

    private synchronized Window at(long now) {
        if (now - window.openedAt >= windowNanos) {
            window = new Window(now);
        }
        return window;
    }

    private static final class Window {

        private final long openedAt;
        private final Map<String, Integer> attempts = new ConcurrentHashMap<>();

        Window(long openedAt) {
            this.openedAt = openedAt;
        }

        /** @return how many it has made, 0 when it is not counted */
        int add(String address) {
            return attempts.size() < MOST_ADDRESSES || attempts.containsKey(address)
                    ? attempts.merge(address, 1, Integer::sum)
                    : 0;
        }
    }
}
