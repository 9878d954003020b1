package chat.parley.deploy.fault.load;

import java.util.List;
import java.util.Random;

/** Where a device opens its next socket, and when: on another node each time, and later each time that it fails. Guarded by it. */
final class Roving {

    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 3_000;

    private final Random random;
    private List<Node> nodes;
    private int turn;
    private int failures;

    Roving(List<Node> nodes, int firstNode, long seed) {
        this.nodes = List.copyOf(nodes);
        this.turn = firstNode;
        this.random = new Random(seed);
    }

    void use(List<Node> others) {
        nodes = List.copyOf(others);
    }

    Node node() {
        return nodes.get(Math.floorMod(turn, nodes.size()));
    }

    void goOn() {
        turn++;
    }

    void failed() {
        failures++;
        turn++;
    }

    void arrived() {
        failures = 0;
    }

    /** Longer with each failure, and never the same for two devices. */
    long pauseMillis() {
        var most = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(failures, 5));
        return 1 + most / 2 + random.nextLong(most);
    }
}
