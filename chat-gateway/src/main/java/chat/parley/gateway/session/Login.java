package chat.parley.gateway.session;

import chat.parley.common.chat.Sender;
import chat.parley.common.identity.Caller;

/**
 * Under which tokens a socket is open.
 *
 * @param caller whom the access token names, with the token itself
 * @param refresh the refresh token, null when the dialect asks for none
 */
public record Login(Caller caller, String refresh) {

    public Sender sender() {
        return new Sender(caller.userId(), caller.number(), caller.username());
    }

    /** Tokens are never to be logged. */
    @Override
    public String toString() {
        return "Login[" + caller + "]";
    }
}
