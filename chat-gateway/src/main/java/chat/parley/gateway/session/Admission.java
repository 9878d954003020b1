package chat.parley.gateway.session;

/** Whether somebody may open a socket. */
sealed interface Admission {

    /** @param renewed the client must be told of new tokens first */
    record Admitted(Login login, boolean renewed) implements Admission {}

    /** @param isExpired everything about the access token is right but the time */
    record Refused(boolean isExpired) implements Admission {

        Refused() {
            this(false);
        }
    }

    /** auth-service must decide and does not answer: trying again later may help. */
    record Undecided() implements Admission {}
}
