package chat.parley.gateway.dialect;

/**
 * What a client shows at the handshake.
 *
 * @param access null when there is none
 * @param refresh null when there is none, or the dialect asks for none
 * @param ticket instead of an access token; null when there is none, or the dialect knows none
 */
public record Credentials(String access, String refresh, String ticket) {

    public Credentials(String access, String refresh) {
        this(access, refresh, null);
    }

    static Credentials ofTicket(String ticket) {
        return new Credentials(null, null, ticket);
    }

    /** Tokens are never to be logged. */
    @Override
    public String toString() {
        return "Credentials[…]";
    }
}
