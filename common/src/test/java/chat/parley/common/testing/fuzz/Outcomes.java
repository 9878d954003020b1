package chat.parley.common.testing.fuzz;

import java.util.Optional;
import java.util.concurrent.Callable;

/** Calls a parser that may refuse, in its own way and in no other. */
public final class Outcomes {

    private Outcomes() {}

    /**
     * What was read, absent when it was refused with one of these.
     *
     * @throws AssertionError when it was refused in another way: the caller would not be ready for that
     */
    @SafeVarargs
    public static <T> Optional<T> of(Callable<T> parser, Class<? extends Throwable>... refusals) {
        try {
            return Optional.ofNullable(parser.call());
        } catch (Exception | StackOverflowError failure) {
            for (var refusal : refusals) {
                if (refusal.isInstance(failure)) {
                    return Optional.empty();
                }
            }
            throw new AssertionError("not ready for " + failure, failure);
        }
    }
}
