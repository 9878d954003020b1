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

    /** 0 to 19: the more, the less it has of the processors when all are busy. 0 is an equal share. */
    default int niceness() {
        return 0;
    }

    /** The signal that makes it finish what is in flight and end. */
    default String endSignal() {
        return "TERM";
    }
}
