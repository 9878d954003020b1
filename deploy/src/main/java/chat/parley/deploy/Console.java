package chat.parley.deploy;

import java.io.OutputStream;
import java.io.PrintStream;

/** What the person at the terminal reads; a line is written whole, whoever writes at the same time. */
public final class Console {

    private final PrintStream out;

    public Console(PrintStream out) {
        this.out = out;
    }

    /** For what nobody is to read. */
    public static Console silent() {
        return new Console(new PrintStream(OutputStream.nullOutputStream()));
    }

    public void say(String format, Object... arguments) {
        var line = format.formatted(arguments);
        synchronized (out) {
            out.println(line);
            out.flush();
        }
    }
}
