package chat.parley.deploy.fault.load;

import chat.parley.deploy.fault.history.Message;
import java.util.UUID;

/** A socket that only looks: whether it was taken, what it was told and when it was closed. It never comes back. */
public final class Watcher implements ChatLink.Listener {

    private volatile ChatLink link;
    private volatile boolean saidHello;
    private volatile long closedAt;
    private volatile int closeCode;
    private volatile long lastEventAt;

    private Watcher() {}

    public static Watcher open(Cohort cohort, Node node, Person person) {
        var watcher = new Watcher();
        cohort.opener().open(node, person.access(), watcher).onComplete(opened -> {
            if (opened.succeeded()) {
                watcher.link = opened.result();
            } else {
                watcher.closed(0);
            }
        });
        return watcher;
    }

    public boolean saidHello() {
        return saidHello;
    }

    /** Also when it never opened. */
    public boolean isClosed() {
        return closedAt > 0;
    }

    /** 0 when the handshake was refused. */
    public int closeCode() {
        return closeCode;
    }

    public long closedAt() {
        return closedAt;
    }

    /** When the last message came, 0 when none did. */
    public long lastEventAt() {
        return lastEventAt;
    }

    public void cut() {
        if (link != null) {
            link.cut();
        }
    }

    @Override
    public void hello(String cursor) {
        saidHello = true;
    }

    @Override
    public void delivered(Message message, String cursor) {
        lastEventAt = System.nanoTime();
    }

    @Override
    public void closed(int code) {
        closeCode = code;
        closedAt = System.nanoTime();
    }

    @Override
    public void acked(UUID clientId, UUID conversation, long seq, UUID id) {}

    @Override
    public void refused(UUID clientId, String code) {}

    @Override
    public void gap(UUID conversation, long from, long to) {}

    @Override
    public void caughtUp(String cursor) {}

    @Override
    public void tokenExpiring() {}

    @Override
    public void reconnect(long afterMillis) {}
}
