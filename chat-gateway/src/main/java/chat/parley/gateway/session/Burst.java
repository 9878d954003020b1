package chat.parley.gateway.session;

import java.util.HashSet;
import java.util.Set;

/** Work for sockets that is handed over in quick succession: each event loop is woken once, when all of it is there. */
public final class Burst {

    private static final ScopedValue<Set<Mailbox>> MAILBOXES = ScopedValue.newInstance();

    private Burst() {}

    /** Whatever this hands over on its own thread waits until it is done. */
    public static void of(Runnable handing) {
        var mailboxes = new HashSet<Mailbox>();
        try {
            ScopedValue.where(MAILBOXES, mailboxes).run(handing);
        } finally {
            mailboxes.forEach(Mailbox::wake);
        }
    }

    /** Has the mailbox woken at the end of the burst; false when there is none. */
    static boolean holds(Mailbox mailbox) {
        if (!MAILBOXES.isBound()) {
            return false;
        }
        MAILBOXES.get().add(mailbox);
        return true;
    }
}
