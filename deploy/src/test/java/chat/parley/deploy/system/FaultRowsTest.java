package chat.parley.deploy.system;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.deploy.Console;
import chat.parley.deploy.fault.report.RowResult;
import chat.parley.deploy.fault.row.Extent;
import chat.parley.deploy.fault.row.RowRun;
import chat.parley.deploy.fault.row.Rows;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Some rows of docs/faults.md, each with fewer strikes than {@code ./parley faults} makes: what must hold holds. How
 * fast it heals is judged there, not here.
 */
@ExtendWith(StackExtension.class)
class FaultRowsTest {

    private static final long SEED = 20_261_121;
    /** Less would not show that anybody chatted at all. */
    private static final long LEAST = 1_000;

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 5, 8, 14, 17, 21})
    void everyInvariantHolds(int row, RunningStack stack) throws Exception {
        var result = run(row, stack);

        assertThat(result.findings().toString()).isEqualTo("{}");
        assertThat(result.tally().acknowledged()).isGreaterThan(LEAST);
        assertThat(result.tally().delivered()).isGreaterThan(5 * LEAST);
        assertThat(result.healed()).isNotNull();
    }

    private static RowResult run(int row, RunningStack stack) throws Exception {
        return new RowRun(Rows.of(row), stack.laboratory(), Extent.brief(), SEED, new Console(System.out)).run();
    }
}
