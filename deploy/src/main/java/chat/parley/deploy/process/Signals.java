package chat.parley.deploy.process;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Ends processes: first by asking, then by force. */
public final class Signals {

    private Signals() {}

    /** Returns when the process is gone. */
    static void end(ProcessHandle process, String signal, Duration grace) {
        send(process, signal);
        if (!goneWithin(process, grace)) {
            process.destroyForcibly();
            goneWithin(process, grace);
        }
    }

    /** By the shell's own {@code kill}: the JDK knows two signals, and small images have no program of that name. */
    public static void send(ProcessHandle process, String signal) {
        try {
            new ProcessBuilder("sh", "-c", "kill -" + signal + " " + process.pid())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException noSuchProgram) {
            process.destroy();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean goneWithin(ProcessHandle process, Duration grace) {
        try {
            process.onExit().get(grace.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException stillThere) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
