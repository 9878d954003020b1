package chat.parley.deploy.fault.row;

import chat.parley.deploy.fault.load.Person;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;

/** Requests made while something is broken: their answers may be no, but they have to come. */
final class Requests {

    private static final Set<Integer> ALLOWED = Set.of(200, 201, 429, 502, 503, 504);

    private Requests() {}

    /** Reading a history and logging in. */
    static void expectAnswers(Scene scene, Duration within) {
        var person = scene.oneOf(scene.cohort().people());
        var conversation = scene.cohort().conversationsOf(person).getFirst();
        expectAnswer(scene, within, "/api/v1/conversations/" + conversation + "/messages?limit=1", person);
        expectAnswer(scene, within, "/api/v1/conversations?limit=1", person);
    }

    private static void expectAnswer(Scene scene, Duration within, String path, Person person) {
        var began = System.nanoTime();
        try {
            var answer = scene.cohort().api().call("GET", path, person.access(), null);
            scene.expect(
                    ALLOWED.contains(answer.status()),
                    "GET %s was answered %d: %s",
                    path,
                    answer.status(),
                    answer.body());
        } catch (IOException none) {
            scene.expect(false, "GET %s was not answered: %s", path, none);
        }
        var took = Duration.ofNanos(System.nanoTime() - began);
        scene.expect(took.compareTo(within) < 0, "GET %s took %d ms", path, took.toMillis());
    }
}
