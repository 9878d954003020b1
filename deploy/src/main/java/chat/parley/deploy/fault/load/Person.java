package chat.parley.deploy.fault.load;

import java.util.UUID;

/** Somebody who is logged in. */
public record Person(String username, UUID id, String access, String refresh) {

    /** Tokens are never to be logged. */
    @Override
    public String toString() {
        return username;
    }
}
