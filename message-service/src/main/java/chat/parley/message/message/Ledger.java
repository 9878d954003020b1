package chat.parley.message.message;

import chat.parley.common.chat.Command;
import chat.parley.common.chat.Outcome;
import chat.parley.message.attachment.Attachment;
import chat.parley.message.conversation.Conversation;
import chat.parley.message.receipt.Mark;
import chat.parley.message.receipt.MemberKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Decides what becomes of each command of a batch, and gives out seq. It reads and writes nothing: what decides is in the
 * {@link Situation}, and what it decided is written afterwards in the same transaction.
 */
final class Ledger {

    private final Situation situation;
    private final MessagingRules rules;
    private final Instant now;

    private final Map<UUID, Conversation> conversations = new HashMap<>();
    private final Map<SentKey, Sent> fresh = new LinkedHashMap<>();
    private final List<Posted> posted = new ArrayList<>();
    private final List<Posted> announced = new ArrayList<>();
    private final List<Typing> typings = new ArrayList<>();
    private final Set<MessageKey> told = new HashSet<>();
    private final Map<MemberKey, Mark> marks = new LinkedHashMap<>();
    private final List<Answer> answers = new ArrayList<>();
    private final Set<UUID> taken = new HashSet<>();
    private final Set<MessageKey> overHttp = new HashSet<>();

    Ledger(Situation situation, MessagingRules rules, Instant now) {
        this.situation = situation;
        this.rules = rules;
        this.now = now;
    }

    Ledger take(List<Ask> asks) {
        asks.forEach(this::take);
        return this;
    }

    private void take(Ask ask) {
        var replays = new ArrayList<Replay>();
        var outcomes = ask.batch().commands().stream()
                .map(command -> take(command, ask, replays))
                .toList();
        answers.add(new Answer(ask.batch(), outcomes, replays));
    }

    private Outcome take(Command command, Ask ask, List<Replay> replays) {
        if (ask.refusal() != null) {
            return refuse(command, ask.refusal());
        }
        return switch (command) {
            case Command.Send send -> send(send, ask);
            case Command.MarkDelivered mark -> mark(command, Mark.delivered(mark.seq()), ask);
            case Command.MarkRead mark -> mark(command, Mark.read(mark.seq()), ask);
            case Command.MarkMessageRead mark -> markMessage(mark, ask);
            case Command.AnnounceFile announce -> announce(announce, ask);
            case Command.Typing typing -> typing(typing, ask);
            case Command.Replay replay -> replay(replay, ask, replays);
            case Command.ReplayAnnouncement replay -> replay(replay, ask, replays);
            // Not of one conversation: the one is read aside from all writing, the other comes here as its marks.
            case Command.Resume _, Command.ReportDelivered _ -> refuse(command, Refusal.UNKNOWN_CONVERSATION);
        };
    }

    /** A repeat is answered before anything is checked: what was accepted once stays so. */
    private Outcome send(Command.Send send, Ask ask) {
        if (send.clientId() == null) {
            return refuse(send, Refusal.CLIENT_ID_MISSING);
        }
        var key = new SentKey(ask.userId(), send.clientId());
        var earlier = fresh.getOrDefault(key, situation.sent().get(key));
        if (earlier != null) {
            return repeat(send, ask, earlier);
        }
        var refusal = refusalOf(send, ask);
        return refusal == null ? post(send, ask, key) : refuse(send, refusal);
    }

    private Outcome repeat(Command.Send send, Ask ask, Sent earlier) {
        if (!earlier.isRepeatedBy(ask.conversationId(), Digest.of(send))) {
            return refuse(send, Refusal.CLIENT_ID_REUSED);
        }
        var message = earlier.message();
        tell(message, conversation(ask), ask, true, send.traceparent());
        return accepted(message);
    }

    private Refusal refusalOf(Command.Send send, Ask ask) {
        var refusal = rules.check(send);
        if (refusal == null) {
            refusal = membership(ask);
        }
        if (refusal == null) {
            refusal = rules.check(conversation(ask), relation(ask));
        }
        return refusal == null && !canTake(send.attachments(), ask.userId()) ? Refusal.UNKNOWN_ATTACHMENT : refusal;
    }

    private Refusal membership(Ask ask) {
        var conversation = conversation(ask);
        if (conversation == null) {
            return Refusal.UNKNOWN_CONVERSATION;
        }
        return conversation.has(ask.userId()) ? null : Refusal.NOT_A_MEMBER;
    }

    private boolean canTake(List<UUID> attachments, UUID user) {
        return attachments.size() == Set.copyOf(attachments).size()
                && attachments.stream()
                        .allMatch(id -> canTake(situation.attachments().get(id), user));
    }

    private boolean canTake(Attachment attachment, UUID user) {
        return attachment != null
                && attachment.isUnused()
                && attachment.isOwnedBy(user)
                && !taken.contains(attachment.id());
    }

    private Outcome post(Command.Send send, Ask ask, SentKey key) {
        var before = conversation(ask);
        var after = before.next(now);
        var message = new Message(
                after.id(),
                after.lastSeq(),
                MessageId.at(after.lastMessageAt()),
                0,
                send.clientId(),
                ask.userId(),
                ask.batch().sender().username(),
                send.body(),
                after.lastMessageAt(),
                before.lastMessageAt(),
                send.attachments().stream().map(situation.attachments()::get).toList(),
                send.awaitsAnnouncement());
        conversations.put(after.id(), after);
        fresh.put(key, new Sent(message, Digest.of(send)));
        taken.addAll(send.attachments());
        tell(message, after, ask, false, send.traceparent());
        if (!ask.isFromSocket()) {
            overHttp.add(message.key());
        }
        return accepted(message);
    }

    private void tell(Message message, Conversation conversation, Ask ask, boolean isRepeat, String traceparent) {
        if (told.add(message.key())) {
            posted.add(new Posted(message, conversation, relation(ask).friendshipId(), isRepeat, traceparent));
        }
    }

    private Outcome mark(Command command, Mark mark, Ask ask) {
        var refusal = membership(ask);
        if (refusal != null) {
            return refuse(command, refusal);
        }
        marks.merge(new MemberKey(ask.conversationId(), ask.userId()), mark, Mark::max);
        return new Outcome.Done();
    }

    private Outcome markMessage(Command.MarkMessageRead mark, Ask ask) {
        var place = situation.seqs().get(mark.messageId());
        return place == null || !place.conversationId().equals(ask.conversationId())
                ? refuse(mark, Refusal.UNKNOWN_MESSAGE)
                : mark(mark, Mark.read(place.seq()), ask);
    }

    /** A file that waits for no announcement has been shown before, and is not shown again. */
    private Outcome announce(Command.AnnounceFile announce, Ask ask) {
        var message = situation.numbered().get(new NumberedMessage(ask.userId(), announce.number()));
        if (message == null
                || !message.conversationId().equals(ask.conversationId())
                || message.attachments().isEmpty()) {
            return refuse(announce, Refusal.UNKNOWN_MESSAGE);
        }
        var refusal = rules.check(conversation(ask), relation(ask));
        if (refusal != null) {
            return refuse(announce, refusal);
        }
        if (message.awaitsAnnouncement()) {
            announced.add(new Posted(message, conversation(ask), relation(ask).friendshipId(), true));
        }
        return new Outcome.Done();
    }

    private Outcome typing(Command.Typing command, Ask ask) {
        var refusal = membership(ask);
        if (refusal == null) {
            refusal = rules.check(conversation(ask), relation(ask));
        }
        if (refusal != null) {
            return refuse(command, refusal);
        }
        typings.add(new Typing(conversation(ask), ask.userId(), command.on()));
        return new Outcome.Done();
    }

    private Outcome replay(Command.Replay replay, Ask ask, List<Replay> replays) {
        var bounded = rules.bounded(replay);
        return replay(replay, ask, replays, bounded.afterSeq() + 1, bounded.toSeq());
    }

    private Outcome replay(Command.ReplayAnnouncement replay, Ask ask, List<Replay> replays) {
        return replay(replay, ask, replays, replay.seq(), replay.seq());
    }

    private Outcome replay(Command command, Ask ask, List<Replay> replays, long fromSeq, long toSeq) {
        var refusal = membership(ask);
        if (refusal != null) {
            return refuse(command, refusal);
        }
        var ofAnnouncement = command instanceof Command.ReplayAnnouncement;
        replays.add(new Replay(conversation(ask), ask.userId(), fromSeq, toSeq, ofAnnouncement));
        return new Outcome.Done();
    }

    private Conversation conversation(Ask ask) {
        return conversations.computeIfAbsent(ask.conversationId(), id -> {
            var known = situation.conversation(id);
            return known == null ? ask.direct() : known;
        });
    }

    private Relation relation(Ask ask) {
        return situation.relations().getOrDefault(ask.conversationId(), Relation.NONE);
    }

    private static Outcome accepted(Message message) {
        return new Outcome.Accepted(
                message.clientId(), message.conversationId(), message.seq(), message.id(), message.createdAt());
    }

    private static Outcome refuse(Command command, Refusal refusal) {
        return refusal.outcome(command instanceof Command.Send send ? send.clientId() : null);
    }

    /** The direct conversations that are to be written to, and are not there. */
    List<Conversation> missing() {
        return fresh.values().stream()
                .map(sent -> sent.message().conversationId())
                .distinct()
                .filter(id -> !situation.locked().containsKey(id))
                .map(conversations::get)
                .toList();
    }

    /** The new messages, with what was asked under their ids. */
    List<Sent> fresh() {
        return List.copyOf(fresh.values());
    }

    Map<MessageKey, List<Attachment>> attachments() {
        var given = new LinkedHashMap<MessageKey, List<Attachment>>();
        fresh.values().stream()
                .map(Sent::message)
                .filter(message -> !message.attachments().isEmpty())
                .forEach(message -> given.put(message.key(), message.attachments()));
        return given;
    }

    Map<MemberKey, Mark> marks() {
        return marks;
    }

    List<Answer> answers() {
        return answers;
    }

    /** New messages and repeats. */
    List<Posted> posted() {
        return posted;
    }

    List<Posted> announced() {
        return announced;
    }

    /** When all this happens. */
    Instant now() {
        return now;
    }

    List<Typing> typings() {
        return typings;
    }

    /** The new messages that came over HTTP. */
    Set<MessageKey> overHttp() {
        return overHttp;
    }

    Map<UUID, Conversation> conversations() {
        return conversations;
    }
}
