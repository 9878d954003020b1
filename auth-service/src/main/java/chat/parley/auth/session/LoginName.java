package chat.parley.auth.session;

/** What somebody logs in under. */
public sealed interface LoginName {

    String value();

    /** The username. */
    record OfUser(String value) implements LoginName {}

    /** The e-mail address of the account. */
    record OfMailbox(String value) implements LoginName {}
}
