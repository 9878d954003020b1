package chat.parley.gateway.delivery;

import chat.parley.common.chat.ChatMessage;
import chat.parley.common.chat.Command.Resume;
import chat.parley.common.chat.Outcome;
import chat.parley.common.chat.Outcome.Resumed;
import chat.parley.common.chat.Place;
import chat.parley.common.chat.Standing;
import chat.parley.gateway.session.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * What one socket has been given of its user's conversations: every message once and in order, from the point at which it was
 * opened or has resumed. What is known of that is the cursor that goes with each message.
 *
 * <p><b>What holds</b>: of a conversation in {@code given} the socket has everything up to that seq, and of all others everything
 * written before {@code since}; and nothing else. A message that comes live and does not follow on that is not given: the socket
 * reads what it lacks from the database instead. So what is lost on the way to the node, or turned round, is made good, whatever
 * it was that lost it.
 *
 * <p><b>Reading</b> goes in rounds of pages. What comes live meanwhile is held back, and given when the round is over, unless the
 * round had it; what is too much to be held is read in another round. Only when a page has left for the client is the next one
 * asked for. {@code since} moves on with a finished round and with nothing else: the database alone can say that nothing is missing.
 */
public final class Timeline {

    private static final Logger LOG = Logger.getLogger(Timeline.class);

    /** Conversations in {@code given} at which it is worth a round to forget those in which little happens. */
    private static final int MANY = SocketCursor.MOST;

    /** Bytes of a page that are written at once. */
    private static final int PORTION = 64 * 1024;

    private static final long AGAIN = Duration.ofSeconds(1).toNanos();

    private final Session session;
    private final Timelines host;
    private final TimelineConfig config;

    /** The conversation given last is the last of it. */
    private final LinkedHashMap<Long, Given> given = new LinkedHashMap<>();

    private Instant since;
    private int many = MANY;
    private final List<Posted> held = new ArrayList<>();
    private boolean overflown;
    private State state = State.OPENING;
    private long deadline;
    private volatile UUID question;
    private Round round;

    private enum State {
        /** It is asked where the conversations stand; the client has been told nothing yet. */
        OPENING,
        /** The client may be about to resume. */
        WAITING,
        READING,
        LIVE
    }

    Timeline(Session session, Timelines host, TimelineConfig config) {
        this.session = session;
        this.host = host;
        this.config = config;
    }

    /** The session is among those that are told of messages from here on. */
    public synchronized void open() {
        deadline = System.nanoTime() + config.openWithin().toNanos();
        host.unsettled(this);
        ask(Resume.fromNow());
    }

    /** A message that was just told to this node. */
    synchronized void offer(Posted posted) {
        if (state == State.LIVE) {
            give(posted);
        } else if (held.size() < config.held()) {
            held.add(posted);
        } else {
            overflown = true;
        }
    }

    /**
     * The client has everything up to this cursor, of this socket or of one before.
     *
     * @return why it cannot be done, if it cannot
     */
    public synchronized Optional<Event> resume(String text) {
        var cursor = SocketCursor.read(text);
        if (cursor.isEmpty()) {
            return Optional.of(new Event.Refused(null, "invalid-cursor", "The cursor is none of ours."));
        }
        if (round != null && round.isAsked) {
            return Optional.of(
                    new Event.Refused(null, "resume-under-way", "What was missed before is still being sent."));
        }
        var before = Map.copyOf(given);
        given.clear();
        since = cursor.get().since();
        cursor.get().given().forEach(mark -> given.put(mark.conversation(), Given.before(mark.seq())));
        begin(new Round(true, before));
        return Optional.empty();
    }

    /** The client has said something, and not that it wants to resume. */
    public synchronized void heard() {
        if (state == State.WAITING) {
            live();
        }
    }

    /** Something may have been lost on its way here. */
    synchronized void recover() {
        switch (state) {
            case OPENING, WAITING, READING -> overflown = true;
            case LIVE -> begin(new Round(false, Map.of()));
        }
    }

    synchronized void look(long now) {
        if (now - deadline >= 0) {
            switch (state) {
                case OPENING -> openWithout();
                case WAITING -> live();
                case READING -> askAgain();
                case LIVE -> {}
            }
        }
    }

    private void askAgain() {
        if (question == null && round.isIdle()) {
            round.ask();
        }
    }

    /** Without the lock: one timeline may look here on behalf of another. */
    boolean isWaitingFor(UUID id) {
        return id.equals(question) && session.isOpen();
    }

    synchronized void answered(UUID id, Outcome outcome) {
        if (!id.equals(question)) {
            return;
        }
        question = null;
        switch (outcome) {
            case Resumed page when state == State.OPENING -> opened(page);
            case Resumed page -> round.add(page);
            case Outcome.Refused _, Outcome.Accepted _, Outcome.Done _ -> misunderstood(outcome);
        }
    }

    /** A message-service that is older than this node does not know the question; another will, soon. */
    private void misunderstood(Outcome outcome) {
        LOG.warnf("a page was asked for, and the answer is %s", outcome);
        if (state == State.OPENING) {
            openWithout();
        } else {
            deadline = System.nanoTime() + AGAIN;
        }
    }

    /** Nothing may be given before what is missing, so there is no going on without an answer. */
    synchronized void unanswered(UUID id) {
        if (isWaitingFor(id)) {
            LOG.debugf("session %s still waits for what it has missed", session.id());
            question = null;
            switch (state) {
                case OPENING -> openWithout();
                case READING -> round.ask();
                case WAITING, LIVE -> {}
            }
        }
    }

    private void ask(Resume resume) {
        question = UUID.randomUUID();
        host.ask(question, session, resume, this);
    }

    /** A later answer would tell of a later time. */
    private void openWithout() {
        if (question != null) {
            var late = question;
            question = null;
            host.forget(late);
        }
        greet(host.now().minus(config.overlap()));
    }

    private void opened(Resumed standings) {
        standings.standings().forEach(mark -> given.put(mark.conversation(), Given.before(mark.seq())));
        greet(standings.horizon());
    }

    private void greet(Instant horizon) {
        since = horizon;
        state = State.WAITING;
        deadline = System.nanoTime() + config.resumeWithin().toNanos();
        session.greet(cursor());
    }

    /** From here on what comes is given at once, after what was held; unless there was more than could be held. */
    private void live() {
        if (overflown) {
            begin(new Round(false, Map.of()));
            return;
        }
        round = null;
        state = State.LIVE;
        host.settled(this);
        var waiting = List.copyOf(held);
        held.clear();
        waiting.forEach(this::offer);
    }

    private void begin(Round another) {
        state = State.READING;
        round = another;
        held.clear();
        overflown = false;
        deadline = System.nanoTime() + AGAIN;
        host.unsettled(this);
        round.ask();
    }

    private void give(Posted posted) {
        if (isGiven(posted.message())) {
            return;
        }
        if (follows(posted)) {
            var frames = posted.telling().in(session.dialect());
            pass(posted.message());
            frames.forEach(frame -> send(frame, posted.message(), null));
            forgetSome();
        } else {
            begin(new Round(false, Map.of()));
            held.add(posted);
        }
    }

    private boolean isGiven(ChatMessage message) {
        var before = given.get(Standing.keyOf(message.conversationId()));
        return before != null && message.seq() <= before.to;
    }

    private boolean follows(Posted posted) {
        var before = given.get(Standing.keyOf(posted.message().conversationId()));
        return before == null
                ? posted.previousAt() == null || posted.previousAt().isBefore(since)
                : posted.seq() == before.to + 1;
    }

    private void pass(ChatMessage message) {
        var key = Standing.keyOf(message.conversationId());
        var before = given.remove(key);
        given.put(key, before == null ? Given.just(message.seq()) : before.upTo(message.seq()));
        if (state == State.READING && given.size() > SocketCursor.MOST) {
            // No cursor would tell of it, and when the round is over the database does.
            given.pollFirstEntry();
        }
    }

    /** A cursor is to be short. Where it does not become short, since so much is going on, it is not tried again at once. */
    private void forgetSome() {
        if (given.size() > many) {
            begin(new Round(false, Map.of()));
        }
    }

    private void send(Frame frame, ChatMessage message, Runnable written) {
        session.send(session.dialect().withCursor(frame, cursor()), () -> {
            host.delivered(session, message);
            if (written != null) {
                written.run();
            }
        });
    }

    private String cursor() {
        var marks = new ArrayList<Standing>(Math.min(given.size(), SocketCursor.MOST));
        var newestFirst = given.sequencedEntrySet().reversed().iterator();
        while (newestFirst.hasNext() && marks.size() < SocketCursor.MOST) {
            var mark = newestFirst.next();
            marks.add(new Standing(mark.getKey(), mark.getValue().to));
        }
        return new SocketCursor(since, marks).write();
    }

    private synchronized void goOn(Round written) {
        if (round == written && session.isOpen()) {
            written.write();
        }
    }

    /** What the socket has been given of a conversation: from one seq to another, and what is older before it was opened. */
    private record Given(long from, long to) {

        static Given before(long seq) {
            return new Given(seq + 1, seq);
        }

        static Given just(long seq) {
            return new Given(seq, seq);
        }

        Given upTo(long seq) {
            return new Given(from, seq);
        }

        boolean has(long seq) {
            return from <= seq && seq <= to;
        }
    }

    /** Reads all that was committed before it began, and what the socket lacks of it. */
    private final class Round {

        private final boolean isAsked;
        private final Map<Long, Given> before;
        private final List<Standing> had;
        private final Instant from;
        private final Map<Long, Given> standings = new LinkedHashMap<>();
        private final Deque<ChatMessage> unwritten = new ArrayDeque<>();
        private Instant horizon;
        private Place next;
        private boolean isRead;
        private boolean isWriting;

        /** @param before what this socket was given before its client said where it wants to go on */
        Round(boolean isAsked, Map<Long, Given> before) {
            this.isAsked = isAsked;
            this.before = before;
            this.from = since;
            this.had = given.entrySet().stream()
                    .map(mark -> new Standing(mark.getKey(), mark.getValue().to))
                    .toList();
        }

        /** Neither asking nor writing. */
        boolean isIdle() {
            return unwritten.isEmpty() && !isWriting;
        }

        void ask() {
            Timeline.this.ask(new Resume(from, had, next, horizon));
        }

        void add(Resumed page) {
            horizon = page.horizon();
            next = page.next();
            isRead = next == null;
            page.standings().forEach(mark -> standings.put(mark.conversation(), Given.before(mark.seq())));
            page.omitted().forEach(this::leaveOut);
            unwritten.addAll(page.messages());
            write();
        }

        private void leaveOut(Outcome.Omitted omitted) {
            given.put(Standing.keyOf(omitted.conversationId()), Given.before(omitted.to()));
            session.tell(new Event.Control.LeftOut(omitted.conversationId(), omitted.from(), omitted.to()));
        }

        /** A portion, and when that has left, the next; then the next page. */
        void write() {
            isWriting = false;
            long bytes = 0;
            while (!unwritten.isEmpty()) {
                var message = unwritten.poll();
                pass(message);
                if (isNew(message)) {
                    var frame = Frame.of(session.dialect()
                            .encode(new Event.MessagePosted(message))
                            .getFirst());
                    bytes += frame.bytes();
                    var isLast = bytes >= PORTION || unwritten.isEmpty();
                    send(frame, message, isLast ? () -> goOn(this) : null);
                    if (isLast) {
                        isWriting = true;
                        return;
                    }
                }
            }
            if (isRead) {
                finish();
            } else {
                ask();
            }
        }

        private boolean isNew(ChatMessage message) {
            var earlier = before.get(Standing.keyOf(message.conversationId()));
            return earlier == null || !earlier.has(message.seq());
        }

        private void finish() {
            since = horizon;
            given.clear();
            given.putAll(standings);
            many = Math.max(MANY, 2 * given.size());
            if (overflown) {
                begin(new Round(isAsked, before));
                return;
            }
            if (isAsked) {
                session.tell(new Event.Control.CaughtUp(cursor()));
            }
            live();
        }
    }
}
