package chat.parley.gateway.dialect;

/**
 * What a client shows at the handshake.
 *
 * @param access null when there is none
 * @param refresh null when there is none, or the dialect asks for none
 */
public record Credentials(String access, String refresh) {

    /** Tokens are never to be logged. */
    @Override
    public String toString() {
        return "Credentials[…]";
    }
}
