package chat.parley.deploy.fault.row;

import chat.parley.deploy.fault.check.Check;
import chat.parley.deploy.fault.lab.Weather;
import chat.parley.deploy.fault.load.LoginLoad;
import chat.parley.deploy.fault.load.Person;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;

/**
 * Twice: the first flood finds processes that know logins, now and then one, and have hardly refused any; the second finds
 * those that know floods.
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
    /** Longer than clients and edge keep connections, so that a flood begins with connecting. */
    private static final Duration AFTER_PRACTICE = Duration.ofSeconds(100);
    /** After it, and the calm that follows, attempts are counted anew. */
    private static final Duration WINDOW = Duration.ofSeconds(35);

    /** A disk that stands still for 0.4 s, as it does now and then, is the slowest hundredth of half a minute. */
    private static final Duration LASTING = Duration.ofMinutes(2);
    /** As long, so that what happens once in so long may happen in both. */
    private static final Duration CALM = LASTING;
    /** Of it is told what it was by itself: whoever floods has no connections yet. */
    private static final Duration OPENING = Duration.ofSeconds(10);
    /** Whoever counts what was acknowledged holds up those who write it down. */
    private static final Duration AFTER_COUNTING = Duration.ofSeconds(3);

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
        try (var weather = Weather.at(scene.laboratory().home().directory());
                var logins = LoginLoad.start(scene.laboratory().edge(), usernames)) {
            var answers = logins.run(ORDINARY, scene.lasting(WARM_UP));
            // whoever counts for the first time loads classes, which undoes what was optimized without them
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
            flood(scene, logins, weather, "the first flood");
            scene.pause(scene.lasting(WINDOW));
            flood(scene, logins, weather, "the second flood");
        }
    }

    private static void flood(Scene scene, LoginLoad logins, Weather weather, String name)
            throws IOException, InterruptedException {
        scene.collect();
        var calmBegan = System.nanoTime();
        scene.pause(scene.lasting(CALM));
        var calm = Spell.since(calmBegan, scene, weather);
        scene.collect();
        scene.pause(AFTER_COUNTING);
        var began = System.nanoTime();
        scene.mark(name);
        var answers = logins.run(A_SECOND, scene.lasting(LASTING));
        scene.mark(name + " is over");
        var flood = Spell.since(began, scene, weather);
        var opening = scene.ackLatencies(began, began + OPENING.toNanos()).p99();
        scene.note(
                "%s: %s; p99 of acknowledgements %d ms before, %d ms meanwhile, %d ms in the first %d s",
                name, answers, calm.p99().toMillis(), flood.p99().toMillis(), opening.toMillis(), OPENING.toSeconds());
        scene.note("%s, the machine by itself: %s before, %s meanwhile", name, calm.machine(), flood.machine());
        scene.expect(answers.containsKey(LoginLoad.WAIT), "nobody was told to wait");
        scene.expect(RIGHT.containsAll(answers.keySet()), "there were answers like these: %s", answers);
        scene.expectQuick(
                Check.AS_EXPECTED,
                flood.p99().compareTo(calm.p99().multipliedBy(2)) <= 0,
                "%s: the p99 of acknowledgements went from %d to %d ms",
                name,
                calm.p99().toMillis(),
                flood.p99().toMillis());
    }

    /** @param machine for the reader: a machine that others share is not always the same */
    private record Spell(Duration p99, String machine) {

        static Spell since(long began, Scene scene, Weather weather) {
            var ended = System.nanoTime();
            return new Spell(
                    scene.ackLatencies(began, ended).p99(),
                    "p99 of a flush %.1f ms, %d µs of a processor for the same work"
                            .formatted(
                                    weather.flushes(began, ended).percentile(99),
                                    weather.work(began, ended).toNanos() / 1000));
        }
    }
}
