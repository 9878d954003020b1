package chat.parley.deploy.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TallyTest {

    private static final int MILLI = 1_000_000;

    private final Tally tally = new Tally(100 * MILLI, 200 * MILLI, 2);

    @Test
    void aMessageCountsWhenItWasDueInTheWindowHoweverLateItComes() {
        var late = new Stamp(1, 0, 150 * MILLI);
        tally.sent(late);
        assertThat(tally.isComplete()).isFalse();

        tally.acked(late, 450 * MILLI);
        tally.delivered(late, 950 * MILLI);
        assertThat(tally.isComplete()).isFalse();
        tally.delivered(late, 951 * MILLI);

        assertThat(tally.isComplete()).isTrue();
        assertThat(tally.acks().getMaxValue()).isBetween(300_000L, 300_300L);
        assertThat(tally.deliveries().getTotalCount()).isEqualTo(2);
        assertThat(tally.meanwhile()).isZero();
    }

    @Test
    void oneFromBeforeTheWindowIsThroughputAndNoLatency() {
        var early = new Stamp(1, 0, 99 * MILLI);
        tally.sent(early);
        tally.delivered(early, 120 * MILLI);

        assertThat(tally.sent()).isZero();
        assertThat(tally.deliveries().getTotalCount()).isZero();
        assertThat(tally.meanwhile()).isEqualTo(1);
    }
}
