package chat.parley.deploy.fault.report;

import chat.parley.deploy.fault.check.Check;
import chat.parley.deploy.fault.check.Findings;
import chat.parley.deploy.fault.check.Level;
import chat.parley.deploy.fault.row.Mark;
import chat.parley.deploy.fault.row.Row;
import java.time.Duration;
import java.util.List;

/**
 * What came of one row.
 *
 * @param healed how long after the end of the fault, null when it did not
 * @param marks with times from the beginning of the time line on
 */
public record RowResult(
        Row row,
        long seed,
        Findings findings,
        Duration took,
        Duration healed,
        Tally tally,
        Latencies calm,
        Latencies all,
        List<Moment> timeLine,
        List<Mark> marks,
        List<Level> levels,
        List<String> notes) {

    public boolean held() {
        return findings.none();
    }

    public long count(Check.Kind kind) {
        return findings.count(kind);
    }
}
