package chat.parley.gateway.delivery;

import chat.parley.common.chat.Command.Resume;
import chat.parley.gateway.session.Session;
import java.util.UUID;

/** The one question that a {@link Timeline} may have under way. Guarded by it, but for {@link #isWaitingFor}. */
final class Question {

    private final Session session;
    private final Timelines host;
    private final Timeline asker;
    private volatile UUID id;

    Question(Session session, Timelines host, Timeline asker) {
        this.session = session;
        this.host = host;
        this.asker = asker;
    }

    /** Nothing is waited for but the answer to this. */
    void ask(Resume resume) {
        id = UUID.randomUUID();
        host.ask(id, session, resume, asker);
    }

    boolean isUnderWay() {
        return id != null;
    }

    /** Any thread: one timeline may look here on behalf of another. */
    boolean isWaitingFor(UUID answered) {
        return answered.equals(id) && session.isOpen();
    }

    /** Whether this was what is waited for; nothing is, from here on. */
    boolean settle(UUID answered) {
        var isIt = answered.equals(id);
        if (isIt) {
            id = null;
        }
        return isIt;
    }

    /** A later answer is of no use. */
    void withdraw() {
        if (id != null) {
            var late = id;
            id = null;
            host.forget(late);
        }
    }
}
