package chat.parley.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.gateway.delivery.Feed.Gap;
import chat.parley.gateway.testing.Messages;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FeedTest {

    private static final Instant SINCE = Instant.parse("2026-11-20T12:00:00Z");

    private final Feed feed = new Feed(SINCE);
    private long now;

    @Test
    void firstMessageOfAConversationIsShownAtOnce() {
        assertThat(accept(1)).containsExactly(1L);
    }

    @Test
    void messageIsShownOnce() {
        accept(1);
        accept(2);

        assertThat(accept(2)).isEmpty();
        assertThat(accept(1)).isEmpty();
    }

    @Test
    void messagesLeaveInOrderWhateverOrderTheyComeIn() {
        accept(1);

        assertThat(accept(4)).isEmpty();
        assertThat(accept(3)).isEmpty();
        assertThat(accept(2)).containsExactly(2L, 3L, 4L);
    }

    @Test
    void missingMessageIsWaitedForAndThenAskedFor() {
        accept(1);
        accept(3);

        pass(Duration.ofMillis(90));
        assertThat(feed.look(now).gap()).isNull();
        pass(Duration.ofMillis(20));
        assertThat(feed.look(now).gap()).isEqualTo(new Gap(1, 3));
        pass(Duration.ofSeconds(5));
        assertThat(feed.look(now).gap()).isNull();

        assertThat(accept(2)).containsExactly(2L, 3L);
        assertThat(feed.isWaiting()).isFalse();
    }

    @Test
    void replayThatBroughtNothingIsAskedForAgainAndAtLastDoneWithout() {
        accept(1);
        accept(3);

        for (int i = 0; i < 10; i++) {
            pass(Duration.ofMillis(600));
            assertThat(feed.look(now).gap()).isEqualTo(new Gap(1, 3));
            feed.replayed(now);
        }
        pass(Duration.ofMillis(600));

        assertThat(seqs(feed.look(now).ready())).containsExactly(3L);
        assertThat(feed.isWaiting()).isFalse();
    }

    @Test
    void firstMessageSeenNeedNotWaitForOneThatWasLongAgo() {
        var longAgo = SINCE.plusSeconds(54);

        assertThat(accept(7, SINCE.plusSeconds(60), longAgo)).containsExactly(7L);
    }

    @Test
    void firstMessageSeenNeedNotWaitForOneFromBeforeTheUserCame() {
        assertThat(accept(7, SINCE.plusSeconds(1), SINCE.minusSeconds(2))).containsExactly(7L);
    }

    @Test
    void firstMessageSeenWaitsForOneThatMayBeOnItsWay() {
        assertThat(accept(8, SINCE.plusMillis(3_010), SINCE.plusMillis(3_000))).isEmpty();

        assertThat(accept(7, SINCE.plusMillis(3_000), SINCE.minusSeconds(9))).containsExactly(7L, 8L);
    }

    @Test
    void predecessorThatShouldHaveComeIsAskedFor() {
        accept(8, SINCE.plusMillis(3_010), SINCE.plusMillis(3_000));

        pass(Duration.ofMillis(110));
        assertThat(feed.look(now).gap()).isEqualTo(new Gap(6, 7));

        assertThat(accept(7, SINCE.plusMillis(3_000), SINCE.minusSeconds(9))).containsExactly(7L, 8L);
    }

    @Test
    void predecessorFromJustBeforeTheUserCameIsWaitedForButNotAskedFor() {
        accept(8, SINCE.plusMillis(100), SINCE.minusMillis(500));

        pass(Duration.ofMillis(110));

        assertThat(seqs(feed.look(now).ready())).containsExactly(8L);
    }

    @Test
    void expectedMessageThatDoesNotComeIsAskedFor() {
        accept(1);
        feed.expect(3, SINCE.plusSeconds(1), now);

        pass(Duration.ofMillis(110));

        assertThat(feed.look(now).gap()).isEqualTo(new Gap(1, 3));
    }

    @Test
    void expectedMessageOfAnUnknownConversationIsAskedForWithWhatFollows() {
        feed.expect(8, SINCE.plusSeconds(1), now);
        feed.expect(7, SINCE.plusSeconds(1), now);

        pass(Duration.ofMillis(110));

        assertThat(feed.look(now).gap()).isEqualTo(new Gap(6, 8));
    }

    @Test
    void messageFromBeforeTheUserCameIsNotExpected() {
        feed.expect(7, SINCE.minusMillis(1), now);

        assertThat(feed.isWaiting()).isFalse();
    }

    @Test
    void memoryIsBoundedAndNothingIsLost() {
        accept(1);
        LongStream.rangeClosed(3, 1_000).forEach(this::accept);

        assertThat(accept(2)).hasSize(256);
        assertThat(feed.isWaiting()).isTrue();
        pass(Duration.ofMillis(110));

        assertThat(feed.look(now).gap()).isEqualTo(new Gap(257, 1_000));
    }

    private List<Long> accept(long seq) {
        return accept(seq, SINCE.plusSeconds(seq), seq == 1 ? null : SINCE.plusSeconds(seq - 1));
    }

    private List<Long> accept(long seq, Instant at, Instant previousAt) {
        var message = Messages.direct(new UUID(0, 1), seq, at);
        return seqs(feed.accept(Posted.of(message, previousAt, null), now));
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    private static List<Long> seqs(List<Posted> ready) {
        return ready.stream().map(Posted::seq).toList();
    }
}
