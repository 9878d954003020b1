package chat.parley.message.dialect;

import chat.parley.common.failure.InvalidRequest;
import chat.parley.message.message.SendRefused;
import jakarta.ws.rs.NotFoundException;

/** What {@code v1} says over HTTP when a command is refused. */
final class V1Refusals {

    private V1Refusals() {}

    /** What is wrong with a field names it; to whoever may not read a conversation there is none. */
    static RuntimeException of(SendRefused refused) {
        return switch (refused.refusal()) {
            case EMPTY, TOO_LONG, NULL_CHARACTER -> InvalidRequest.of("body", refused);
            case UNKNOWN_ATTACHMENT, TOO_MANY_ATTACHMENTS -> InvalidRequest.of("attachments", refused);
            case CLIENT_ID_MISSING -> InvalidRequest.of("client_id", refused);
            case ONESELF -> InvalidRequest.of("with", refused);
            case UNKNOWN_CONVERSATION, NOT_A_MEMBER, UNKNOWN_CHANNEL, UNKNOWN_MESSAGE -> new NotFoundException();
            case UNKNOWN_USER, BLOCKED, NOT_FRIENDS, CLIENT_ID_REUSED -> refused;
        };
    }
}
