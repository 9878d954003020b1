package chat.parley.deploy;

/** Why the stack cannot do what was asked, in one sentence for the person at the terminal. */
public final class CannotRun extends RuntimeException {

    public CannotRun(String sentence) {
        super(sentence, null, false, false);
    }

    public static CannotRun because(String format, Object... arguments) {
        return new CannotRun(format.formatted(arguments));
    }
}
