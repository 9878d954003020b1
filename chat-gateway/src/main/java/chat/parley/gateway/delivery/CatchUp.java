package chat.parley.gateway.delivery;

import chat.parley.common.event.MessageEvent;
import chat.parley.common.outbox.EventEntry;
import chat.parley.common.stream.StreamEntry;
import chat.parley.common.stream.Streams;
import chat.parley.gateway.RedisRecovered;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * After Redis was away, looks for messages that this node should have been given and was not. They stand in
 * {@code events.message}, which message-service publishes from its database however often Redis is lost; a conversation that
 * turns out to have a gap is replayed, and so are announcements of files, which are shown once. While all is well nobody here reads that stream: it has the messages of all nodes.
 */
@ApplicationScoped
class CatchUp {

    private static final Logger LOG = Logger.getLogger(CatchUp.class);
    private static final int COUNT = 512;
    private static final Duration BLOCK = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofMillis(500);

    /** A message may have been committed for so long before it was to be delivered. */
    private static final Duration OVERLAP = Duration.ofSeconds(10);

    /** message-service may find out later than we do, and publishes again then. */
    private static final Duration FOLLOW = Duration.ofSeconds(15);

    private final Streams streams;
    private final Delivery delivery;
    private final Clock clock = Clock.systemUTC();

    private volatile boolean running = true;
    private Instant since;
    private Instant until = Instant.MIN;
    private boolean following;

    CatchUp(Streams streams, Delivery delivery) {
        this.streams = streams;
        this.delivery = delivery;
    }

    void stop(@Observes ShutdownEvent stopping) {
        running = false;
    }

    synchronized void begin(@Observes RedisRecovered recovered) {
        since = recovered.since().minus(OVERLAP);
        until = clock.instant().plus(FOLLOW);
        if (!following) {
            following = true;
            Thread.ofVirtual().name("catch-up").start(this::follow);
        }
    }

    private void follow() {
        var lastId = since().toEpochMilli() + "-0";
        while (isGoingOn()) {
            lastId = readAfter(lastId);
        }
    }

    private synchronized Instant since() {
        return since;
    }

    private synchronized boolean isGoingOn() {
        following = running && clock.instant().isBefore(until);
        return following;
    }

    private String readAfter(String lastId) {
        try {
            var entries = streams.read(MessageEvent.STREAM, lastId, COUNT, BLOCK);
            entries.forEach(this::take);
            return entries.isEmpty() ? lastId : entries.getLast().id();
        } catch (RuntimeException away) {
            LOG.debugf("%s cannot be read: %s", MessageEvent.STREAM, away);
            pause();
            return lastId;
        }
    }

    private void take(StreamEntry entry) {
        try {
            switch (EventEntry.read(entry, MessageEvent.class).event()) {
                case MessageEvent.MessagesPosted posted ->
                    posted.messages().forEach(message -> expect(posted, message));
                case MessageEvent.RoomMessagesPosted posted -> expect(posted);
                case MessageEvent.AnnouncementMade announced -> expect(announced);
            }
        } catch (RuntimeException unreadable) {
            LOG.debugf("entry %s of %s was passed over: %s", entry.id(), MessageEvent.STREAM, unreadable);
        }
    }

    private void expect(MessageEvent.MessagesPosted posted, MessageEvent.Posted message) {
        if (!message.at().isBefore(since())) {
            for (var user : List.of(message.senderId(), message.recipientId())) {
                delivery.expect(user, posted.conversationId(), message.seq(), message.at());
            }
        }
    }

    private void expect(MessageEvent.RoomMessagesPosted posted) {
        if (!posted.at().isBefore(since())) {
            for (var seq = posted.fromSeq(); seq <= posted.toSeq(); seq++) {
                delivery.expectInRoom(posted.conversationId(), seq, posted.at());
            }
        }
    }

    private void expect(MessageEvent.AnnouncementMade announced) {
        if (!announced.at().isBefore(since())) {
            delivery.expectAnnouncement(announced.recipientId(), announced.conversationId(), announced.seq());
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
