package chat.parley.gateway.delivery;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * What the sockets of one user on this node have been given, by conversation. Whatever may be shown is handed on under the lock,
 * so that two threads cannot turn it round; the consumers must not block. The conversations longest without a message are
 * forgotten beyond a number; their next message then starts anew.
 */
public final class Feeds {

    private static final int CONVERSATIONS = 1_000;

    private final Instant since;
    private Map<UUID, Feed> feeds = Map.of();
    private volatile boolean waiting;

    public Feeds(Instant since) {
        this.since = since;
    }

    synchronized void accept(Posted posted, long now, Consumer<Posted> show) {
        var feed = of(posted.message().conversationId());
        feed.accept(posted, now).forEach(show);
        waiting |= feed.isWaiting();
    }

    synchronized void expect(UUID conversation, long seq, Instant at, long now) {
        var feed = of(conversation);
        feed.expect(seq, at, now);
        waiting |= feed.isWaiting();
    }

    /** Cheap when there is nothing to do, as it nearly always is. */
    void look(long now, Consumer<Posted> show, BiConsumer<UUID, Feed.Gap> ask) {
        if (waiting) {
            lookClosely(now, show, ask);
        }
    }

    synchronized void replayed(UUID conversation, long now) {
        var feed = feeds.get(conversation);
        if (feed != null) {
            feed.replayed(now);
        }
    }

    private synchronized void lookClosely(long now, Consumer<Posted> show, BiConsumer<UUID, Feed.Gap> ask) {
        waiting = false;
        // A copy, because asking may be answered at once.
        for (var entry : List.copyOf(feeds.entrySet())) {
            var step = entry.getValue().look(now);
            step.ready().forEach(show);
            if (step.gap() != null) {
                ask.accept(entry.getKey(), step.gap());
            }
            waiting |= entry.getValue().isWaiting();
        }
    }

    private Feed of(UUID conversation) {
        if (feeds.isEmpty()) {
            feeds = new Recent();
        }
        return feeds.computeIfAbsent(conversation, _ -> new Feed(since));
    }

    private static final class Recent extends LinkedHashMap<UUID, Feed> {

        Recent() {
            super(4, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Feed> eldest) {
            return size() > CONVERSATIONS && !eldest.getValue().isWaiting();
        }
    }
}
