package chat.parley.deploy.fault.report;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.deploy.fault.check.Check;
import chat.parley.deploy.fault.check.Findings;
import chat.parley.deploy.fault.check.Level;
import chat.parley.deploy.fault.history.ClientLog;
import chat.parley.deploy.fault.history.Entry;
import chat.parley.deploy.fault.history.Message;
import chat.parley.deploy.fault.row.Mark;
import chat.parley.deploy.fault.row.Rows;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReportTest {

    private static final long MILLI = 1_000_000;

    private final ClientLog log = new ClientLog("ada", UUID.randomUUID());

    @Test
    void theTimeLineCountsBySlices() {
        chat();

        var line = TimeLine.of(List.of(log), 0, 1_200 * MILLI);

        assertThat(line)
                .containsExactly(new Moment(0, 2, 1, 0, 0), new Moment(500, 0, 0, 1, 0), new Moment(1000, 0, 1, 0, 1));
    }

    @Test
    void latenciesAreOfTheFirstAttempt() {
        chat();

        var latencies = Latencies.ofAcks(List.of(log), 0, 2_000 * MILLI);

        assertThat(latencies.count()).isEqualTo(2);
        assertThat(latencies.percentile(0)).isEqualTo(4.0);
        assertThat(latencies.percentile(99)).isEqualTo(980.0);
    }

    @Test
    void aMessageIsAcknowledgedOnceHoweverOften() {
        var tablet = new ClientLog("tablet", log.user());
        var other = new ClientLog("ben", UUID.randomUUID());
        var clientId = UUID.randomUUID();
        for (var client : List.of(log, log, tablet, other)) {
            client.add(new Entry.Acked(MILLI, 1, UUID.randomUUID(), clientId, 1, UUID.randomUUID()));
        }

        assertThat(Tally.of(List.of(log, tablet, other))).isEqualTo(new Tally(0, 2, 0));
    }

    @Test
    void bothReportsNameWhatIsRed() {
        chat();
        var findings = new Findings();
        findings.add(Check.DELIVERED_ONCE, "%s got <it> again", "ada");
        var result = result(findings);

        var json = JsonReport.of(5, List.of(result));
        var html = HtmlReport.of(5, List.of(result));

        assertThat(json.getBoolean("held")).isFalse();
        var row = json.getJsonArray("rows").getJsonObject(0);
        assertThat(row.getJsonObject("counts").getLong("duplicated")).isEqualTo(1);
        assertThat(row.getJsonArray("findings").getJsonObject(0).getString("check"))
                .isEqualTo("delivered-once");
        assertThat(html).contains("delivered-once, 1 times", "ada got &lt;it> again", "not all held");
    }

    @Test
    void thePageNeedsNothingFromElsewhere() {
        chat();

        assertThat(HtmlReport.of(5, List.of(result(new Findings()))))
                .contains("all held")
                .doesNotContain("http", "src=", "@import", "url(");
    }

    private RowResult result(Findings findings) {
        return new RowResult(
                Rows.of(4),
                5,
                findings,
                Duration.ofSeconds(2),
                Duration.ofMillis(1_500),
                Tally.of(List.of(log)),
                Latencies.ofAcks(List.of(log), 0, 500 * MILLI),
                Latencies.ofAcks(List.of(log), 0, 2_000 * MILLI),
                TimeLine.of(List.of(log), 0, 1_200 * MILLI),
                List.of(new Mark(300, "kill -9 redis")),
                List.of(new Level(Check.THREADS_AT_BASE_LINE, "threads", 1, 1, 0)),
                List.of("a note"));
    }

    /** Two sends, one of which is repeated and answered late; one delivery; one error. */
    private void chat() {
        var conversation = UUID.randomUUID();
        var quick = UUID.randomUUID();
        var slow = UUID.randomUUID();
        log.add(new Entry.Invoked(10 * MILLI, 1, "n", conversation, quick, "quick"));
        log.add(new Entry.Acked(14 * MILLI, 1, conversation, quick, 1, UUID.randomUUID()));
        log.add(new Entry.Invoked(120 * MILLI, 1, "n", conversation, slow, "slow"));
        log.add(new Entry.Delivered(
                600 * MILLI, 1, new Message(conversation, 1, UUID.randomUUID(), quick, log.user(), "quick")));
        log.add(new Entry.Unanswered(1_050 * MILLI, 1, slow));
        log.add(new Entry.Acked(1_100 * MILLI, 2, conversation, slow, 2, UUID.randomUUID()));
    }
}
