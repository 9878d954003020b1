package chat.parley.gateway.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * What the sockets of one user on this node have been given of one conversation. Messages may come twice and in the wrong order;
 * they leave once and in order. What is missing is waited for a little, since it is most likely on its way, and then asked for.
 */
final class Feed {

    /** Two writers may tell of two messages in the wrong order, but hardly longer apart than this. */
    private static final long ON_ITS_WAY = Duration.ofMillis(100).toNanos();

    /** Before a replay that brought nothing is asked for again. */
    private static final long AGAIN = Duration.ofMillis(500).toNanos();

    /** Replays that bring nothing, until we go on without. */
    private static final int TRIES = 10;

    /** What comes too early is kept up to this number; the rest comes with the replay. */
    private static final int HELD = 256;

    /** No delivery takes longer; measured by the one clock that writes the times of messages. */
    private static final Duration LONGEST_DELIVERY = Duration.ofSeconds(5);

    /** How far our clock may be from that one. */
    private static final Duration CLOCKS_APART = Duration.ofSeconds(1);

    private final Instant since;
    private final TreeMap<Long, Posted> held = new TreeMap<>();

    private boolean known;
    private boolean shown;
    private long last;
    private long newest;
    private long waitingFrom;
    private boolean asking;
    private int asked;

    /** @param since from when on everything for the user comes to this node */
    Feed(Instant since) {
        this.since = since;
    }

    /** What may be shown now, in order. */
    List<Posted> accept(Posted posted, long now) {
        if (known && posted.seq() <= last) {
            return List.of();
        }
        if (!isWaiting()) {
            waitingFrom = now;
        }
        newest = Math.max(newest, posted.seq());
        held.put(posted.seq(), posted);
        if (held.size() > HELD) {
            held.pollLastEntry();
        }
        if (!known && hasNoPredecessorOnItsWay(posted)) {
            startAfter(posted.seq() - 1);
        }
        return takeInOrder(now);
    }

    /** It is certain that there is such a message; whether it has come will be seen. */
    void expect(long seq, Instant at, long now) {
        if (known && (shown || seq > last) || !known && at.isBefore(since)) {
            expectKnown(seq, now);
        } else {
            startAfter(held.isEmpty() ? seq - 1 : Math.min(seq, held.firstKey()) - 1);
            expectKnown(seq, now);
        }
    }

    private void expectKnown(long seq, long now) {
        if (known && seq > last) {
            if (!isWaiting()) {
                waitingFrom = now;
            }
            newest = Math.max(newest, seq);
        }
    }

    boolean isWaiting() {
        return !held.isEmpty() || known && newest > last;
    }

    /** What to do about what has not come: nothing yet, or show what there is, or ask. */
    Step look(long now) {
        if (!isWaiting() || asking || now - waitingFrom < (asked == 0 ? ON_ITS_WAY : AGAIN)) {
            return Step.NOTHING;
        }
        if (!known && isPredecessorBeforeOurTime() || asked == TRIES) {
            startAfter(held.isEmpty() ? newest : held.firstKey() - 1);
            return new Step(takeInOrder(now), null);
        }
        asking = true;
        asked++;
        return new Step(List.of(), known ? new Gap(last, newest) : new Gap(held.firstKey() - 2, held.firstKey() - 1));
    }

    /** A replay was carried out, or will not be; what it brought has been accepted before, or comes soon. */
    void replayed(long now) {
        asking = false;
        waitingFrom = now;
    }

    private void startAfter(long seq) {
        known = true;
        last = seq;
    }

    private List<Posted> takeInOrder(long now) {
        var ready = new ArrayList<Posted>();
        while (known && !held.isEmpty() && held.firstKey() <= last + 1) {
            var posted = held.pollFirstEntry().getValue();
            if (posted.seq() == last + 1) {
                last = posted.seq();
                ready.add(posted);
            }
        }
        if (!ready.isEmpty()) {
            shown = true;
            asked = 0;
            waitingFrom = now;
        }
        return ready;
    }

    private boolean hasNoPredecessorOnItsWay(Posted posted) {
        return posted.seq() == 1
                || posted.previousAt() != null
                        && (posted.previousAt().isBefore(posted.message().at().minus(LONGEST_DELIVERY))
                                || posted.previousAt().isBefore(since.minus(CLOCKS_APART)));
    }

    private boolean isPredecessorBeforeOurTime() {
        var previousAt = held.firstEntry().getValue().previousAt();
        return previousAt == null || previousAt.isBefore(since);
    }

    /** The messages after the one seq, up to the other. */
    record Gap(long after, long to) {}

    /**
     * What is to be done.
     *
     * @param gap to ask for, or null
     */
    record Step(List<Posted> ready, Gap gap) {

        static final Step NOTHING = new Step(List.of(), null);
    }
}
