package chat.parley.deploy.bench.scenario;

import chat.parley.deploy.CannotRun;
import java.util.List;
import java.util.stream.Collectors;

/** All of them, in the order in which they are run. */
public final class Scenarios {

    private static final List<Scenario> ALL = List.of(
            new Latency(),
            new Throughput(),
            new Cost(),
            new Room(),
            new Idle(),
            new History(),
            new HttpSends(),
            new Logins(),
            new Reconnect());

    private Scenarios() {}

    public static List<Scenario> all() {
        return ALL;
    }

    /** @throws CannotRun when there is none */
    public static Scenario named(String name) {
        return ALL.stream()
                .filter(scenario -> scenario.name().equals(name))
                .findFirst()
                .orElseThrow(() -> CannotRun.because(
                        "There is no scenario \"%s\"; there are %s.",
                        name, ALL.stream().map(Scenario::name).collect(Collectors.joining(", "))));
    }
}
