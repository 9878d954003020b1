package chat.parley.deploy.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import chat.parley.deploy.contract.Script.Step;
import chat.parley.deploy.system.StackExtension;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every route of the document and everybody who might call it; {@code authorization.yaml} says what each gets. */
@ExtendWith(StackExtension.class)
class AuthorizationTest {

    /** As the columns of the table; in each line the owner comes last, who may use up what it is about. */
    private static final List<String> WHO =
            List.of("nobody", "bad token", "refresh token", "owner", "other", "stranger", "blocked");

    private static final List<Integer> ORDER = List.of(0, 1, 2, 6, 5, 4, 3);

    private static final Map<String, String> PEOPLE =
            Map.of("owner", "ada", "other", "ben", "stranger", "eve", "blocked", "dan");

    private Telling telling;

    @TestFactory
    List<DynamicTest> everyRouteAnswersEverybodyAsTheTableSays(URI address) throws IOException, InterruptedException {
        var script = Script.of("/authorization.yaml");
        var documented = Document.of(address).operations().stream()
                .map(Document.Operation::name)
                .toList();
        telling = new Telling(address, script.people());

        var tests = new ArrayList<DynamicTest>();
        script.steps().forEach(step -> tests.add(dynamicTest(step.title(), () -> telling.take(step))));
        script.table().forEach((line, details) -> tests.add(dynamicTest(line, () -> check(line, details))));
        tests.add(dynamicTest(
                "No route is missing from the table",
                () -> assertThat(without(documented, lines(script)))
                        .as("routes without a line in authorization.yaml: add one for each that says who gets what")
                        .isEmpty()));
        tests.add(dynamicTest(
                "No line is of a route that is no more",
                () -> assertThat(without(lines(script), documented))
                        .as("lines of authorization.yaml whose route is not in the document")
                        .isEmpty()));
        return tests;
    }

    @AfterEach
    void hangUp() {
        telling.close();
    }

    private static List<String> without(List<String> all, List<String> known) {
        return all.stream().filter(one -> !known.contains(one)).toList();
    }

    private static List<String> lines(Script script) {
        return script.table().keySet().stream()
                .map(AuthorizationTest::operation)
                .toList();
    }

    private static String operation(String line) {
        return line.split(" \\| ")[0];
    }

    private void check(String line, Map<Object, Object> details) throws Exception {
        var expected = List.of(
                details.get("answers").toString().replace("|", " ").trim().split("\\s+"));
        var answers = new LinkedHashMap<String, String>();
        for (var who : ORDER) {
            answers.put(WHO.get(who), String.valueOf(telling.statusOf(step(line, details, WHO.get(who)))));
        }
        assertThat(WHO.stream().map(who -> who + " " + answers.get(who)).collect(Collectors.joining(", ")))
                .isEqualTo(java.util.stream.IntStream.range(0, WHO.size())
                        .mapToObj(i -> WHO.get(i) + " " + expected.get(i))
                        .collect(Collectors.joining(", ")));
    }

    private static Step step(String line, Map<Object, Object> details, String who) {
        var operation = operation(line).split(" ");
        var request = new LinkedHashMap<>(details);
        request.put(operation[0], details.getOrDefault("path", operation[1]));
        switch (who) {
            case "nobody" -> {}
            case "bad token" -> request.put("headers", Map.of("Authorization", "Bearer nonsense"));
            case "refresh token" -> request.put("headers", Map.of("Authorization", "Bearer $ada.refresh"));
            default -> request.put("as", PEOPLE.get(who));
        }
        return new Step(line, request);
    }
}
