package chat.parley.common.stream;

import java.time.Duration;

/**
 * How a consumer reads.
 *
 * @param consumer this process's name in the group
 * @param count entries at a time: more make bigger transactions, and a longer wait for the last of them
 * @param block how long a read waits; shorter than the command time-out
 * @param every how long a read follows after another at least, so that what is in no hurry is handled together
 * @param claimIdle after how long another's entries are taken over; longer than any handling takes
 * @param maxTries after how many failures an entry is parked
 */
public record ConsumerSettings(
        String stream,
        String group,
        String consumer,
        int count,
        Duration block,
        Duration every,
        Duration claimIdle,
        int maxTries) {

    public static ConsumerSettings of(String stream, String group, String consumer) {
        return new ConsumerSettings(
                stream, group, consumer, 100, Duration.ofSeconds(2), Duration.ZERO, Duration.ofSeconds(15), 5);
    }

    public ConsumerSettings withCount(int entries) {
        return new ConsumerSettings(stream, group, consumer, entries, block, every, claimIdle, maxTries);
    }

    public ConsumerSettings withClaimIdle(Duration idle) {
        return new ConsumerSettings(stream, group, consumer, count, block, every, idle, maxTries);
    }

    public ConsumerSettings withEvery(Duration pause) {
        return new ConsumerSettings(stream, group, consumer, count, block, pause, claimIdle, maxTries);
    }
}
