package chat.parley.deploy.process;

import java.time.Duration;

/** How long to wait before starting a program again: longer each time, and short again after it has lived a while. */
final class Backoff {

    private static final Duration FIRST = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofSeconds(15);
    private static final Duration LIVED_WELL = Duration.ofSeconds(60);

    private Duration next = FIRST;

    Duration after(Duration lived) {
        if (lived.compareTo(LIVED_WELL) > 0) {
            next = FIRST;
        }
        var wait = next;
        next = longer(next);
        return wait;
    }

    private static Duration longer(Duration wait) {
        var doubled = wait.multipliedBy(2);
        return doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
    }
}
