package chat.parley.gateway.session;

/** Whether somebody may open a socket. */
sealed interface Admission {

    /** @param renewed the client must be told of new tokens first */
    record Admitted(Login login, boolean renewed) implements Admission {}

    record Refused() implements Admission {}

    /** auth-service must decide and does not answer: trying again later may help. */
    record Undecided() implements Admission {}
}
