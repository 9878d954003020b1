package chat.parley.deploy.client;

/** A user who is logged in. */
public record Login(String username, String id, String access, String refresh) {

    /** Tokens are never to be logged. */
    @Override
    public String toString() {
        return "Login[" + username + "]";
    }
}
