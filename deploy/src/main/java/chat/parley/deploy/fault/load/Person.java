package chat.parley.deploy.fault.load;

import java.util.UUID;

/** Somebody who is logged in. Tokens are replaced by fresher ones as time passes, so they are asked for anew for each use. */
public final class Person {

    private final String username;
    private final UUID id;
    private volatile Tokens tokens;
    private volatile boolean inDoubt;

    public Person(String username, UUID id, Tokens tokens) {
        this.username = username;
        this.id = id;
        this.tokens = tokens;
    }

    public String username() {
        return username;
    }

    public UUID id() {
        return id;
    }

    public String access() {
        return tokens.access();
    }

    public String refresh() {
        return tokens.refresh();
    }

    Tokens tokens() {
        return tokens;
    }

    void take(Tokens fresher) {
        tokens = fresher;
        inDoubt = false;
    }

    /** Nobody knows whether the refresh token is spent, and with it perhaps the login session. */
    void doubt() {
        inDoubt = true;
    }

    boolean isInDoubt() {
        return inDoubt;
    }

    /** Whether a service that refuses this token now is wrong. */
    boolean mayUse(String access) {
        var now = tokens;
        return access.equals(now.access()) && !now.areExpired() && !inDoubt;
    }

    /** Tokens are never to be logged. */
    @Override
    public String toString() {
        return username;
    }
}
