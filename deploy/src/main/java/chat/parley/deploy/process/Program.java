package chat.parley.deploy.process;

import java.io.IOException;
import java.util.List;

/** Another program, of which nothing matters but whether it succeeds. */
public final class Program {

    private Program() {}

    /** Waits for its end. Not when there is no such program, or somebody interrupts. */
    public static boolean succeeds(List<String> command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException noSuchProgram) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
