package chat.parley.common.testing.fuzz;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.lifecycle.AroundTryHook;
import net.jqwik.api.lifecycle.Lifespan;
import net.jqwik.api.lifecycle.Store;
import net.jqwik.api.lifecycle.TryExecutionResult;
import net.jqwik.api.lifecycle.TryExecutor;
import net.jqwik.api.lifecycle.TryLifecycleContext;

/** Ends a property when its time is over, and fails it when one value alone takes long: no input may cost that much. */
final class FuzzTime implements AroundTryHook {

    private static final long FOR_ALL = Duration.ofMillis(
                    (long) (Double.parseDouble(System.getProperty("fuzz.seconds", "1")) * 1_000))
            .toNanos();

    /** Generous, since a garbage collection or a busy machine is in it, too. */
    private static final long FOR_ONE = Duration.ofSeconds(3).toNanos();

    @Override
    public TryExecutionResult aroundTry(TryLifecycleContext context, TryExecutor attempt, List<Object> parameters) {
        var began = System.nanoTime();
        var beganAll = Store.getOrCreate("began", Lifespan.PROPERTY, () -> began);
        var result = attempt.execute(parameters);
        var now = System.nanoTime();
        if (result.isSatisfied() && now - began > FOR_ONE) {
            return TryExecutionResult.falsified(
                    new AssertionError("took " + Duration.ofNanos(now - began).toMillis() + " ms"));
        }
        return result.isSatisfied() && now - beganAll.get() > FOR_ALL ? TryExecutionResult.satisfied(true) : result;
    }
}
