package chat.parley.gateway.delivery;

import chat.parley.common.chat.ChatMessage;
import chat.parley.common.chat.Command.Resume;
import chat.parley.common.chat.Outcome.Resumed;
import chat.parley.common.chat.Place;
import chat.parley.common.chat.Standing;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** One reading, page by page, of all that was committed before it began and that a socket lacks. Guarded by its {@link Timeline}. */
final class Round {

    private final GivenMessages before;
    private final boolean isAsked;
    private final Instant since;
    private final List<Standing> had;
    private final List<Standing> standings = new ArrayList<>();
    private final Deque<ChatMessage> unwritten = new ArrayDeque<>();
    private Instant horizon;
    private Place next;
    private boolean isRead;
    private boolean isWriting;

    private Round(GivenMessages from, GivenMessages before, boolean isAsked) {
        this.before = before;
        this.isAsked = isAsked;
        this.since = from.since();
        this.had = from.standings();
    }

    /** Goes on from what the socket has been given. */
    static Round after(GivenMessages given) {
        return new Round(given, null, false);
    }

    /**
     * Goes on from where the client says that it is.
     *
     * @param before what this socket was given before its client said so
     */
    static Round asked(GivenMessages cursor, GivenMessages before) {
        return new Round(cursor, before, true);
    }

    /** Reads what this round has passed over. */
    Round again(GivenMessages given) {
        return new Round(given, before, isAsked);
    }

    /** Whether the client wants to be told when it is over. */
    boolean isAsked() {
        return isAsked;
    }

    Resume question() {
        return new Resume(since, had, next, horizon);
    }

    void add(Resumed page) {
        horizon = page.horizon();
        next = page.next();
        isRead = next == null;
        standings.addAll(page.standings());
        unwritten.addAll(page.messages());
    }

    /** The next message to be written, null when there is none until the next page comes. */
    ChatMessage poll() {
        return unwritten.poll();
    }

    boolean isNew(ChatMessage message) {
        return before == null || !before.isAdded(message);
    }

    boolean hasMore() {
        return !unwritten.isEmpty();
    }

    /** @param writing whether something is on its way to the client for which the rest waits */
    void isWriting(boolean writing) {
        isWriting = writing;
    }

    /** Neither asking nor writing. */
    boolean isIdle() {
        return unwritten.isEmpty() && !isWriting;
    }

    /** Whether there is no other page. */
    boolean isRead() {
        return isRead;
    }

    /** What the socket has been given when all of it was. */
    GivenMessages outcome() {
        return new GivenMessages(horizon, standings);
    }
}
