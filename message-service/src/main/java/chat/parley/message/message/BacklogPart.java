package chat.parley.message.message;

import chat.parley.common.chat.Outcome.Omitted;
import chat.parley.common.chat.Place;
import chat.parley.common.chat.Standing;
import chat.parley.message.conversation.Conversation;
import io.vertx.mutiny.sqlclient.Row;

/**
 * What is to be read of one conversation. Its seq are dense, so that how much that is need not be counted.
 *
 * @param from the first seq; above the last seq of the conversation when there is nothing to be read
 * @param to the last seq
 * @param skippedFrom the first of those before {@code from} that are left out, 0 when none are
 */
record BacklogPart(Conversation conversation, long from, long to, long skippedFrom) {

    static BacklogPart of(Row row) {
        var conversation = Conversation.of(row);
        var first = row.getLong("first_seq");
        return new BacklogPart(conversation, first == null ? conversation.lastSeq() : first, conversation.lastSeq(), 0);
    }

    long count() {
        return Math.max(0, to - from + 1);
    }

    boolean isWhole() {
        return to == conversation.lastSeq();
    }

    /** Without what a socket has been given up to this seq. */
    BacklogPart after(long given) {
        return new BacklogPart(conversation, given + 1, to, 0);
    }

    BacklogPart afterAtLeast(long given) {
        return given < from ? this : after(given);
    }

    /** The newest of it, and no more than so many. */
    BacklogPart newest(int most) {
        return count() <= most ? this : new BacklogPart(conversation, to - most + 1, to, from);
    }

    /** The oldest of it, up to this seq. */
    BacklogPart upTo(long last) {
        return new BacklogPart(conversation, from, last, skippedFrom);
    }

    Omitted omitted() {
        return new Omitted(conversation.id(), skippedFrom, from - 1);
    }

    Standing standing() {
        return Standing.of(conversation.id(), conversation.lastSeq());
    }

    /** The place before it. */
    Place beginning() {
        return new Place(conversation.id(), from - 1);
    }

    Place end() {
        return new Place(conversation.id(), to);
    }
}
