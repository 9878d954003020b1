package chat.parley.message.message;

import chat.parley.common.event.MessageEvent;
import chat.parley.common.outbox.Outbox;
import chat.parley.message.attachment.Attachments;
import chat.parley.message.conversation.Conversation;
import chat.parley.message.conversation.Conversations;
import chat.parley.message.receipt.Advance;
import chat.parley.message.receipt.Receipts;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Turns commands into facts: any number of batches in one transaction, in a fixed number of round trips. The statements of a
 * step go out together; what decides is read after the conversations are locked, so that it stays true until the commit.
 *
 * <p>Nothing is told here: that follows the commit.
 */
@ApplicationScoped
public class MessageWriter {

    /** How often to begin again when another transaction took a client id, or made a conversation, at the same moment. */
    private static final int TRIES = 5;

    private static final Set<String> LOST_A_RACE = Set.of("23505", "40001", "40P01");

    private final Pool pool;
    private final Outbox outbox;
    private final Conversations conversations;
    private final SentMessages sentMessages;
    private final Attachments attachments;
    private final Receipts receipts;
    private final Undelivered undelivered;
    private final Situations situations;
    private final MessagingRules rules;
    private final Clock clock;

    MessageWriter(
            Pool pool,
            Outbox outbox,
            Conversations conversations,
            SentMessages sentMessages,
            Attachments attachments,
            Receipts receipts,
            Undelivered undelivered,
            Situations situations,
            MessagingRules rules,
            Clock clock) {
        this.pool = pool;
        this.outbox = outbox;
        this.conversations = conversations;
        this.sentMessages = sentMessages;
        this.attachments = attachments;
        this.receipts = receipts;
        this.undelivered = undelivered;
        this.situations = situations;
        this.rules = rules;
        this.clock = clock;
    }

    /** Carries out the asks, in their order, all or none. A refusal is an outcome; a failure means that nothing happened. */
    public Uni<Written> write(List<Ask> asks) {
        return attempt(asks)
                .onFailure(ConversationsMissing.class)
                .call(missing -> conversations.make(missing.conversations()))
                .onFailure(MessageWriter::isPassing)
                .retry()
                .atMost(TRIES);
    }

    private Uni<Written> attempt(List<Ask> asks) {
        return asks.stream().anyMatch(Ask::tells)
                ? outbox.inTransaction(transaction -> write(asks, transaction))
                : pool.withTransaction(transaction -> write(asks, transaction));
    }

    private Uni<Written> write(List<Ask> asks, SqlConnection transaction) {
        return situations
                .read(asks, transaction)
                .map(situation -> new Ledger(situation, rules, clock.instant()).take(asks))
                .invoke(MessageWriter::refuseIfMissing)
                .chain(ledger -> record(ledger, transaction));
    }

    private Uni<Written> record(Ledger ledger, SqlConnection transaction) {
        return Uni.combine()
                .all()
                .unis(
                        sentMessages.insert(ledger.fresh(), transaction),
                        attachments.give(ledger.attachments(), transaction),
                        undelivered.add(ledger.overHttp(), transaction),
                        tell(ledger, transaction),
                        receipts.advance(ledger.marks(), clock.instant(), transaction))
                .with((numbers, _, _, _, advances) -> written(ledger, numbers, advances));
    }

    private Uni<Void> tell(Ledger ledger, SqlConnection transaction) {
        var byConversation = ledger.posted().stream()
                .filter(posted -> !posted.isRepeat())
                .collect(Collectors.groupingBy(
                        posted -> posted.message().conversationId(), LinkedHashMap::new, Collectors.toList()));
        var events = Stream.concat(
                        byConversation.values().stream().map(MessageWriter::event),
                        ledger.announced().stream().map(announced -> announcement(announced, ledger.now())))
                .toList();
        var traceparents = Stream.concat(
                        byConversation.values().stream().map(MessageWriter::traceparent),
                        ledger.announced().stream().map(_ -> (String) null))
                .toList();
        return events.isEmpty()
                ? Uni.createFrom().voidItem()
                : outbox.tellAll(MessageEvent.STREAM, events, traceparents, transaction);
    }

    /** An event that tells of several traced messages is part of no single trace. */
    private static String traceparent(List<Posted> posted) {
        var traced = posted.stream()
                .map(Posted::traceparent)
                .filter(Objects::nonNull)
                .limit(2)
                .toList();
        return traced.size() == 1 ? traced.getFirst() : null;
    }

    /** What was posted to one conversation, in its order. */
    private static MessageEvent event(List<Posted> posted) {
        var conversation = posted.getFirst().conversation();
        var last = posted.getLast().message();
        return switch (conversation.kind()) {
            case DIRECT ->
                new MessageEvent.MessagesPosted(
                        conversation.id(),
                        posted.stream().map(MessageWriter::event).toList());
            case LOBBY ->
                new MessageEvent.RoomMessagesPosted(
                        conversation.id(), posted.getFirst().message().seq(), last.seq(), last.createdAt());
        };
    }

    private static MessageEvent.Posted event(Posted posted) {
        var message = posted.message();
        return new MessageEvent.Posted(
                message.id(), message.seq(), message.senderId(), posted.recipientId(), message.createdAt());
    }

    /** For gateways that lose Redis before they have shown it. */
    private static MessageEvent announcement(Posted announced, Instant at) {
        var message = announced.message();
        return new MessageEvent.AnnouncementMade(message.conversationId(), message.seq(), announced.recipientId(), at);
    }

    private static Written written(Ledger ledger, Map<MessageKey, Long> numbers, List<Advance> advances) {
        var posted = ledger.posted().stream()
                .map(told -> numbered(told, numbers.get(told.message().key())))
                .toList();
        return new Written(
                ledger.answers(), posted, ledger.announced(), ledger.typings(), advances, ledger.conversations());
    }

    /** A repeat has its number already. */
    private static Posted numbered(Posted posted, Long number) {
        return number == null ? posted : posted.withMessage(posted.message().withNumber(number));
    }

    private static void refuseIfMissing(Ledger ledger) {
        var missing = ledger.missing();
        if (!missing.isEmpty()) {
            throw new ConversationsMissing(missing);
        }
    }

    private static boolean isPassing(Throwable failure) {
        return failure instanceof ConversationsMissing
                || failure instanceof PgException refused && LOST_A_RACE.contains(refused.getSqlState());
    }

    /** Ends an attempt: conversations are made outside of any transaction that holds locks. */
    private static final class ConversationsMissing extends RuntimeException {

        private final transient List<Conversation> conversations;

        ConversationsMissing(List<Conversation> conversations) {
            super("conversations are missing", null, false, false);
            this.conversations = conversations;
        }

        List<Conversation> conversations() {
            return conversations;
        }
    }
}
