package chat.parley.deploy.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TraceTreeTest {

    @Test
    void whatFollowsStandsBelowWhatItFollows() {
        var tree = TraceTree.of(List.of(
                span("c", "b", "BATCH message", "message-service", 3_000_000, 5_000_000),
                span("a", "", "process /ws/v1", "chat-gateway-1", 0, 12_345_678),
                span("d", "b", "send deliver.{node}", "message-service", 5_000_000, 6_000_000),
                span("b", "a", "process commands.{shard}", "message-service", 2_000_000, 7_000_000)));

        assertThat(tree.stream().map(line -> line.replaceAll(" {2,}", "  ")))
                .containsExactly(
                        "trace 7",
                        "  process /ws/v1  chat-gateway-1  +0.0 ms  12.3 ms",
                        "  process commands.{shard}  message-service  +2.0 ms  5.0 ms",
                        "  BATCH message  message-service  +3.0 ms  2.0 ms",
                        "  send deliver.{node}  message-service  +5.0 ms  1.0 ms");
        assertThat(tree).satisfies(lines -> assertThat(indent(lines.get(3))).isGreaterThan(indent(lines.get(2))));
    }

    /** Its beginning was not traced, or has not come. */
    @Test
    void whatFollowsNothingThatIsThereStandsAtTheTop() {
        var tree = TraceTree.of(List.of(span("b", "gone", "process events.auth", "user-service", 5, 6)));

        assertThat(tree).hasSize(2);
        assertThat(indent(tree.get(1))).isEqualTo(2);
    }

    @Test
    void failuresAndTransactionsOfSeveralAreMarked() {
        var together = new TracedSpan(
                "message-service", "7", "a", "", "BATCH message", "CLIENT", 0, 1, Map.of(), List.of("x", "y"), true);

        assertThat(TraceTree.of(List.of(together)).get(1)).contains("BATCH message (failed) (for 2 messages)");
    }

    private static int indent(String line) {
        return line.length() - line.stripLeading().length();
    }

    private static TracedSpan span(String id, String parent, String name, String process, long begin, long end) {
        return new TracedSpan(process, "7", id, parent, name, "INTERNAL", begin, end, Map.of(), List.of(), false);
    }
}
