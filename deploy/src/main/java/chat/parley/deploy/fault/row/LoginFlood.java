package chat.parley.deploy.fault.row;

import chat.parley.deploy.fault.check.Check;
import chat.parley.deploy.fault.load.LoginLoad;
import chat.parley.deploy.fault.load.Person;
import chat.parley.deploy.fault.report.Latencies;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Floods and calms take turns, and all floods are held against all calms. A shared machine does everything half as fast for half a
 * minute now and then, which is to meet both.
 */
final class LoginFlood extends Row {

    private static final Set<String> LET_IN = Set.of("200", "401");
    private static final Set<String> RIGHT = Set.of("200", "401", LoginLoad.WAIT);
    private static final int A_SECOND = 300;
    /** Logins a second when nobody floods. */
    private static final int ORDINARY = 2;
    /** Processes that have just begun compile themselves, and leave nobody else much of the processors. */
    private static final Duration WARM_UP = Duration.ofSeconds(50);
    /** What clients and edge do for the first time, or so often that they are optimized, is none of the logins' doing. */
    private static final Duration PRACTICE = Duration.ofSeconds(40);
    /** Longer than clients and edge keep connections, so that the first flood begins with connecting. */
    private static final Duration AFTER_PRACTICE = Duration.ofSeconds(100);

    private static final int TURNS = 12;
    /** Of each flood, and of the calm before it. */
    private static final Duration LASTING = Duration.ofSeconds(20);
    /** Whoever was let in is answered, and what was collected is forgotten. */
    private static final Duration SETTLING = Duration.ofSeconds(3);

    LoginFlood() {
        super(
                20,
                "flood of logins",
                "300 a second, right and wrong passwords, twelve times",
                "429 with Retry-After; the p99 of chat at most doubles",
                Duration.ofSeconds(5));
    }

    @Override
    protected void hurt(Scene scene) throws Exception {
        var usernames = scene.cohort().people().stream().map(Person::username).toList();
        try (var logins = LoginLoad.start(scene.laboratory().edge(), usernames)) {
            var answers = logins.run(ORDINARY, scene.lasting(WARM_UP));
            var latencies = scene.ackLatencies(scene.lasting(WARM_UP));
            scene.note(
                    "just after the start: %s; p99 of acknowledgements %d ms",
                    answers, latencies.p99().toMillis());
            logins.practise(scene.lasting(PRACTICE));
            var ordinary = logins.run(ORDINARY, scene.lasting(AFTER_PRACTICE));
            scene.expect(
                    LET_IN.containsAll(ordinary.keySet()),
                    "before any flood there were answers like these: %s",
                    ordinary);
            flood(scene, logins);
        }
    }

    private static void flood(Scene scene, LoginLoad logins) throws IOException, InterruptedException {
        Map<String, Integer> answers = new TreeMap<>();
        List<Turn> turns = new ArrayList<>();
        for (var number = 1; number <= scene.times(TURNS); number++) {
            scene.collect();
            scene.pause(SETTLING);
            var calm = System.nanoTime();
            scene.pause(scene.lasting(LASTING));
            var flood = System.nanoTime();
            scene.mark("flood %d", number);
            logins.run(A_SECOND, scene.lasting(LASTING))
                    .forEach((answer, times) -> answers.merge(answer, times, Integer::sum));
            scene.mark("flood %d is over", number);
            turns.add(new Turn(calm, flood, System.nanoTime()));
        }
        judge(scene, answers, turns.stream().map(turn -> turn.felt(scene)).toList());
    }

    private static void judge(Scene scene, Map<String, Integer> answers, List<Felt> turns) {
        var calm = Latencies.together(turns.stream().map(Felt::calm).toList()).p99();
        var flood = Latencies.together(turns.stream().map(Felt::flood).toList()).p99();
        scene.note(
                "the floods: %s; p99 of acknowledgements %d ms before, %d ms meanwhile, by turns %s",
                answers,
                calm.toMillis(),
                flood.toMillis(),
                turns.stream().map(Felt::toString).collect(Collectors.joining(", ")));
        scene.expect(answers.containsKey(LoginLoad.WAIT), "nobody was told to wait");
        scene.expect(RIGHT.containsAll(answers.keySet()), "there were answers like these: %s", answers);
        scene.expectQuick(
                Check.AS_EXPECTED,
                flood.compareTo(calm.multipliedBy(2)) <= 0,
                "the p99 of acknowledgements went from %d to %d ms",
                calm.toMillis(),
                flood.toMillis());
    }

    /** When a calm began, the flood that ended it, and what came after ({@link System#nanoTime}). */
    private record Turn(long calm, long flood, long over) {

        Felt felt(Scene scene) {
            return new Felt(scene.ackLatencies(calm, flood), scene.ackLatencies(flood, over));
        }
    }

    /** By those who chat. */
    private record Felt(Latencies calm, Latencies flood) {

        @Override
        public String toString() {
            return "%d to %d".formatted(calm.p99().toMillis(), flood.p99().toMillis());
        }
    }
}
