package chat.parley.deploy.fault.row;

import chat.parley.deploy.fault.check.Check;
import chat.parley.deploy.fault.load.LoginStorm;
import chat.parley.deploy.fault.load.Person;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;

/** Twice: the first flood finds processes that have hardly been asked for a login, the second those that know it. */
final class LoginFlood extends Row {

    private static final String WAIT = "429, come back";
    private static final Set<String> RIGHT = Set.of("200", "401", WAIT);
    /** Processes that have just begun compile themselves, and chat then waits for that and not for logins. */
    private static final Duration WARM_UP = Duration.ofSeconds(150);
    /** After it, attempts are counted anew. */
    private static final Duration WINDOW = Duration.ofSeconds(65);

    private static final Duration LASTING = Duration.ofSeconds(30);
    /** As long, so that what happens once in so long may happen in both. */
    private static final Duration CALM = LASTING;
    /** What the clock of a shared machine adds to a figure of a few milliseconds. */
    private static final Duration NOISE = Duration.ofMillis(20);

    LoginFlood() {
        super(
                20,
                "flood of logins",
                "300 a second, right and wrong passwords",
                "429 with Retry-After; the p99 of chat at most doubles",
                Duration.ofSeconds(5));
    }

    @Override
    protected void hurt(Scene scene) throws Exception {
        var usernames = scene.cohort().people().stream().map(Person::username).toList();
        try (var storm = LoginStorm.prepare(scene.laboratory().edge(), usernames)) {
            scene.pause(scene.lasting(WARM_UP));
            flood(scene, storm, "the first flood");
            scene.pause(scene.lasting(WINDOW));
            flood(scene, storm, "the second flood");
        }
    }

    private static void flood(Scene scene, LoginStorm storm, String name) throws IOException {
        var calm = scene.ackLatencies(scene.lasting(CALM)).p99();
        var began = System.nanoTime();
        scene.mark(name);
        var answers = storm.run(scene.lasting(LASTING));
        scene.mark(name + " is over");
        var under =
                scene.ackLatencies(Duration.ofNanos(System.nanoTime() - began)).p99();
        scene.note(
                "%s: %s; p99 of acknowledgements %d ms before, %d ms meanwhile",
                name, answers, calm.toMillis(), under.toMillis());
        scene.expect(answers.containsKey(WAIT), "nobody was told to wait");
        scene.expect(RIGHT.containsAll(answers.keySet()), "there were answers like these: %s", answers);
        scene.expectQuick(
                Check.AS_EXPECTED,
                under.compareTo(calm.multipliedBy(2).plus(NOISE)) <= 0,
                "%s: the p99 of acknowledgements went from %d to %d ms",
                name,
                calm.toMillis(),
                under.toMillis());
    }
}
