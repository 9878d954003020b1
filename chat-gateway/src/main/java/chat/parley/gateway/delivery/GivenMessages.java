package chat.parley.gateway.delivery;

import chat.parley.common.chat.ChatMessage;
import chat.parley.common.chat.Standing;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;

/**
 * What a socket has been given of its user's conversations: of one that has a mark everything up to that seq, of all others
 * everything written before {@code since}; and nothing else. Not for several threads: whoever has one guards it.
 */
final class GivenMessages {

    private final Instant since;

    /** The conversation given last is the last of it. */
    private final LinkedHashMap<Long, Mark> marks = new LinkedHashMap<>();

    /** All that was written before this time, and of these conversations all up to where they stand. */
    GivenMessages(Instant since, Collection<Standing> standings) {
        this.since = since;
        standings.forEach(standing -> marks.put(standing.conversation(), Mark.before(standing.seq())));
    }

    Instant since() {
        return since;
    }

    int conversations() {
        return marks.size();
    }

    boolean has(ChatMessage message) {
        var mark = marks.get(keyOf(message));
        return mark != null && message.seq() <= mark.to;
    }

    /** Whether it was added here, and not there from the beginning. */
    boolean isAdded(ChatMessage message) {
        var mark = marks.get(keyOf(message));
        return mark != null && mark.from <= message.seq() && message.seq() <= mark.to;
    }

    /** Whether nothing is missing between what was given and this. */
    boolean isNext(Posted posted) {
        var mark = marks.get(keyOf(posted.message()));
        return mark == null
                ? posted.previousAt() == null || posted.previousAt().isBefore(since)
                : posted.seq() == mark.to + 1;
    }

    void add(ChatMessage message) {
        var key = keyOf(message);
        var mark = marks.remove(key);
        marks.put(key, mark == null ? Mark.of(message.seq()) : mark.upTo(message.seq()));
    }

    /** Nothing up to this seq will be given here. */
    void leaveOut(UUID conversation, long to) {
        marks.put(Standing.keyOf(conversation), Mark.before(to));
    }

    /** Forgets those conversations that are longest without a message. */
    void keepNewest(int conversations) {
        while (marks.size() > conversations) {
            marks.pollFirstEntry();
        }
    }

    /** Where each conversation stands, the one given last first. */
    List<Standing> standings() {
        return marks.sequencedEntrySet().reversed().stream()
                .map(mark -> new Standing(mark.getKey(), mark.getValue().to))
                .toList();
    }

    String cursor() {
        return new SocketCursor(since, standings()).write();
    }

    private static long keyOf(ChatMessage message) {
        return Standing.keyOf(message.conversationId());
    }

    /** From one seq to another what was added, and everything older as well, which was there from the beginning. */
    private record Mark(long from, long to) {

        static Mark before(long seq) {
            return new Mark(seq + 1, seq);
        }

        static Mark of(long seq) {
            return new Mark(seq, seq);
        }

        Mark upTo(long seq) {
            return new Mark(from, seq);
        }
    }
}
