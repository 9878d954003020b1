package chat.parley.deploy.bench.load;

import chat.parley.deploy.bench.report.ProcessorTime;
import java.time.Duration;
import java.util.function.Predicate;
import org.HdrHistogram.Histogram;

/**
 * What was seen of one window of load.
 *
 * @param sent messages that were due in the window
 * @param acked those of them that were answered
 * @param delivered deliveries of them to others than their senders
 * @param misplaced deliveries that were not the next message of their sender: lost, repeated or turned round
 * @param refused sends that were refused
 * @param meanwhile deliveries while the window was open
 * @param acks from when a message was due to its answer, in microseconds
 * @param deliveries the same, to its being delivered
 * @param processors what the processes took in the window
 */
public record Stretch(
        Duration window,
        long sent,
        long acked,
        long delivered,
        long misplaced,
        long refused,
        long meanwhile,
        Histogram acks,
        Histogram deliveries,
        ProcessorTime processors) {

    public double deliveredPerSecond() {
        return meanwhile * 1e9 / window.toNanos();
    }

    /** In milliseconds. */
    public double ack(double percent) {
        return acks.getValueAtPercentile(percent) / 1e3;
    }

    /** In milliseconds. */
    public double delivery(double percent) {
        return deliveries.getValueAtPercentile(percent) / 1e3;
    }

    /** Processor time for each delivery, of the processes with these names, in microseconds. */
    public double costOf(Predicate<String> processes) {
        return (double) processors.of(processes) / Math.max(1, meanwhile);
    }
}
