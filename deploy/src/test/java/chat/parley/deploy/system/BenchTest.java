package chat.parley.deploy.system;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.deploy.Console;
import chat.parley.deploy.bench.BenchOptions;
import chat.parley.deploy.bench.Site;
import chat.parley.deploy.bench.load.Crowd;
import chat.parley.deploy.bench.load.Speech;
import chat.parley.deploy.bench.report.Figure;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The benchmark measures what it says; how fast anything is, is judged on a quiet machine and not here. */
@ExtendWith(StackExtension.class)
class BenchTest {

    private static final List<String> BRIEF =
            List.of("--pairs", "4", "--sockets", "12", "--warm-up", "0", "--seconds", "1", "--rate", "100");

    @ParameterizedTest
    @ValueSource(strings = {"cost", "room", "idle", "http", "reconnect"})
    void aScenarioHasFiguresAndNothingIsMissing(String name, RunningStack stack) throws Exception {
        var site = site(stack);

        var figures = site.options().scenarios().stream()
                .filter(scenario -> scenario.name().equals(name))
                .findFirst()
                .orElseThrow()
                .run(site);

        assertThat(figures).extracting(Figure::unit).doesNotContain("messages");
        assertThat(figures).anyMatch(figure -> figure.value() > 0);
    }

    @ParameterizedTest
    @EnumSource(names = {"V1", "FRIENDSHIP"})
    void whatIsSentIsAcknowledgedAndDeliveredOnceAndInOrder(Speech dialect, RunningStack stack) throws Exception {
        var site = site(stack);

        try (var crowd = Crowd.inPairs(site, dialect)) {
            var stretch =
                    crowd.atRate(100, site.options().warmUp(), site.options().window());

            assertThat(stretch.sent()).isEqualTo(100);
            assertThat(stretch.acked()).isEqualTo(100);
            assertThat(stretch.delivered()).isEqualTo(100);
            assertThat(stretch.misplaced()).isZero();
            assertThat(stretch.refused()).isZero();
            assertThat(stretch.deliveries().getTotalCount()).isEqualTo(100);
        }
    }

    private static Site site(RunningStack stack) {
        var laboratory = stack.laboratory();
        return new Site(
                laboratory.settings(), laboratory.processes(), BenchOptions.parse(BRIEF), new Console(System.out));
    }
}
