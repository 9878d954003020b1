package chat.parley.gateway.dialect;

import chat.parley.gateway.session.CloseCode;

/** How a client that may not come in is told. */
public sealed interface Refusal {

    /** Let it in and close at once: published clients look at the close code. */
    record AcceptThenClose(CloseCode code) implements Refusal {}

    /** Answer the upgrade with this HTTP status. */
    record Status(int status) implements Refusal {}
}
