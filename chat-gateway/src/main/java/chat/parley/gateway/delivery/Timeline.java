package chat.parley.gateway.delivery;

import chat.parley.common.chat.Command.Resume;
import chat.parley.common.chat.Outcome;
import chat.parley.common.chat.Outcome.Resumed;
import chat.parley.gateway.session.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * What one socket has been given of its user's conversations: every message once and in order, from the point at which it was
 * opened or has resumed. What is known of that, {@link GivenMessages}, is the cursor that goes with each message.
 *
 * <p>A message that comes live and does not follow on what was given is not given: the socket reads what it lacks from the
 * database instead. So what is lost on the way to the node, or turned round, is made good, whatever it was that lost it.
 *
 * <p><b>Reading</b> goes in rounds of pages. What comes live meanwhile is held back, and given when the round is over, unless the
 * round had it; what is too much to be held is read in another round. Only when a page has left for the client is the next one
 * asked for. {@code since} moves on with a finished {@link Round} and with nothing else: the database alone can say that nothing is
 * missing.
 */
public final class Timeline {

    private static final Logger LOG = Logger.getLogger(Timeline.class);

    /** Conversations that have a mark at which it is worth a round to forget those in which little happens. */
    private static final int MANY = 256;

    /** Bytes of a page that are written at once. */
    private static final int PORTION = 64 * 1024;

    private static final long AGAIN = Duration.ofSeconds(1).toNanos();

    private final Session session;
    private final Timelines host;
    private final TimelineConfig config;

    private GivenMessages given;
    private int many = MANY;
    private final List<Posted> held = new ArrayList<>();
    private boolean overflown;
    private State state = State.OPENING;
    private boolean isReached;
    private long deadline;
    private final Question question;
    private final Outlet outlet;
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
        this.question = new Question(session, host, this);
        this.outlet = new Outlet(session, host);
    }

    /** The session is among those that are told of messages from here on. */
    public synchronized void open() {
        deadline = System.nanoTime() + config.openWithin().toNanos();
        host.unsettled(this);
        question.ask(Resume.fromNow());
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
        if (round != null && round.isAsked()) {
            return Optional.of(
                    new Event.Refused(null, "resume-under-way", "What was missed before is still being sent."));
        }
        var before = given;
        given = new GivenMessages(cursor.get().since(), cursor.get().given());
        begin(Round.asked(given, before));
        return Optional.empty();
    }

    /** The client has said something, and not that it wants to resume; or has said nothing for long, though all it sent was read. */
    public synchronized void heard() {
        if (state == State.WAITING) {
            live();
        }
    }

    /** Something may have been lost on its way here. */
    synchronized void recover() {
        switch (state) {
            case OPENING, WAITING, READING -> overflown = true;
            case LIVE -> begin(Round.after(given));
        }
    }

    synchronized void look(long now) {
        if (now - deadline >= 0) {
            switch (state) {
                case OPENING -> openWithout();
                case WAITING -> session.execute(this::heard);
                case READING -> askAgain();
                case LIVE -> {}
            }
        }
    }

    private void askAgain() {
        if (!question.isUnderWay() && round.isIdle()) {
            question.ask(round.question());
        }
    }

    /** Without the lock: one timeline may look here on behalf of another. */
    boolean isWaitingFor(UUID id) {
        return question.isWaitingFor(id);
    }

    synchronized void answered(UUID id, Outcome outcome) {
        if (!question.settle(id)) {
            return;
        }
        switch (outcome) {
            case Resumed page when state == State.OPENING -> greet(new GivenMessages(page.horizon(), page.standings()));
            case Resumed page -> add(page);
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
            question.settle(id);
            switch (state) {
                case OPENING -> openWithout();
                case READING -> question.ask(round.question());
                case WAITING, LIVE -> {}
            }
        }
    }

    /** A later answer would tell of a later time. */
    private void openWithout() {
        question.withdraw();
        greet(new GivenMessages(host.now().minus(config.overlap()), List.of()));
    }

    private void greet(GivenMessages beginning) {
        given = beginning;
        state = State.WAITING;
        deadline = System.nanoTime() + config.reachWithin().toNanos();
        session.greet(given.cursor());
    }

    /** The client has got its greeting, however long the way is, and knows now where it may resume. */
    public synchronized void reached() {
        if (state == State.WAITING && !isReached) {
            isReached = true;
            deadline = System.nanoTime() + config.resumeWithin().toNanos();
        }
    }

    /** From here on what comes is given at once, after what was held; unless there was more than could be held. */
    private void live() {
        if (overflown) {
            begin(Round.after(given));
            return;
        }
        round = null;
        state = State.LIVE;
        host.settled(this);
        var waiting = List.copyOf(held);
        held.clear();
        waiting.forEach(this::offer);
    }

    private void give(Posted posted) {
        if (given.has(posted.message())) {
            return;
        }
        if (given.isNext(posted)) {
            given.add(posted.message());
            outlet.live(posted, given);
            forgetSome();
        } else {
            begin(Round.after(given));
            held.add(posted);
        }
    }

    /** A cursor is to be short. Where it does not become short, since so much is going on, it is not tried again at once. */
    private void forgetSome() {
        if (given.conversations() > many) {
            begin(Round.after(given));
        }
    }

    private void begin(Round another) {
        state = State.READING;
        round = another;
        held.clear();
        overflown = false;
        deadline = System.nanoTime() + AGAIN;
        host.unsettled(this);
        question.ask(round.question());
    }

    private void add(Resumed page) {
        round.add(page);
        page.omitted().forEach(this::leaveOut);
        write();
    }

    private void leaveOut(Outcome.Omitted omitted) {
        given.leaveOut(omitted.conversationId(), omitted.to());
        session.tell(new Event.Control.LeftOut(omitted.conversationId(), omitted.from(), omitted.to()));
    }

    /** A portion, and when that has left, the next; then the next page. */
    private void write() {
        var writing = round;
        writing.isWriting(false);
        long bytes = 0;
        for (var message = writing.poll(); message != null; message = writing.poll()) {
            given.add(message);
            // No cursor would tell of more, and when the round is over the database does.
            given.keepNewest(SocketCursor.MOST);
            if (writing.isNew(message)) {
                var frame = outlet.frame(message, given);
                bytes += frame.bytes();
                if (bytes >= PORTION || !writing.hasMore()) {
                    writing.isWriting(true);
                    outlet.send(frame, message, () -> goOn(writing));
                    return;
                }
                outlet.send(frame, message);
            }
        }
        if (writing.isRead()) {
            finish();
        } else {
            question.ask(writing.question());
        }
    }

    private synchronized void goOn(Round written) {
        if (round == written && session.isOpen()) {
            write();
        }
    }

    private void finish() {
        given = round.outcome();
        many = Math.max(MANY, 2 * given.conversations());
        if (overflown) {
            begin(round.again(given));
            return;
        }
        if (round.isAsked()) {
            session.tell(new Event.Control.CaughtUp(given.cursor()));
        }
        live();
    }
}
