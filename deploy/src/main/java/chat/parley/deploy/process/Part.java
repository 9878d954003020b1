package chat.parley.deploy.process;

import java.util.List;
import java.util.Map;

/** One program of the stack: how it is started, how it says that it is ready, how it is asked to end. */
public interface Part {

    String name();

    List<String> command();

    /** What it gets besides our own environment; secrets go here and not into the command. */
    default Map<String, String> environment() {
        return Map.of();
    }

    /** The port that has to be free for it and by which it is known. */
    int port();

    Probe probe();

    /** The signal that makes it finish what is in flight and end. */
    default String endSignal() {
        return "TERM";
    }
}
