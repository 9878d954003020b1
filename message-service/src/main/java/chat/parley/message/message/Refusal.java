package chat.parley.message.message;

import chat.parley.common.chat.Outcome;
import chat.parley.common.failure.Family;
import java.util.Arrays;
import java.util.UUID;

/** Why a command is not carried out. Repeating it will not help. */
public enum Refusal {
    UNKNOWN_CHANNEL("unknown-channel", Family.NOT_FOUND, "Friendship not found."),
    UNKNOWN_USER("unknown-user", Family.NOT_FOUND, "There is no such user."),
    UNKNOWN_CONVERSATION("unknown-conversation", Family.NOT_FOUND, "There is no such conversation."),
    UNKNOWN_MESSAGE("unknown-message", Family.NOT_FOUND, "Message not found"),
    UNKNOWN_ATTACHMENT("unknown-attachment", Family.INVALID, "An attachment is unknown or was sent before."),
    NOT_A_MEMBER("not-a-member", Family.FORBIDDEN, "You are not a member of this conversation."),
    BLOCKED("blocked", Family.FORBIDDEN, "You cannot send messages to this user."),
    NOT_FRIENDS("friends-only", Family.FORBIDDEN, "You can only send messages to friends."),
    ONESELF("to-oneself", Family.INVALID, "You cannot send messages to yourself."),
    CLIENT_ID_REUSED("client-id-reused", Family.CONFLICT, "Another message was sent under this client id."),
    CLIENT_ID_MISSING("client-id-missing", Family.INVALID, "A message needs a client id."),
    EMPTY("empty-message", Family.INVALID, "A message needs content or media."),
    TOO_LONG("message-too-long", Family.INVALID, "The message is too long."),
    NULL_CHARACTER("null-character", Family.INVALID, "Null characters are not allowed."),
    TOO_MANY_ATTACHMENTS("too-many-attachments", Family.INVALID, "The message has too many attachments.");

    private final String code;
    private final Family family;
    private final String sentence;

    Refusal(String code, Family family, String sentence) {
        this.code = code;
        this.family = family;
        this.sentence = sentence;
    }

    /** For programs. */
    public String code() {
        return code;
    }

    /** As a socket is told. */
    public Outcome.Refused outcome(UUID clientId) {
        return new Outcome.Refused(clientId, code, sentence);
    }

    /** As an HTTP caller is told. */
    public SendRefused failure() {
        return new SendRefused(this, family, sentence);
    }

    /** The failure behind an outcome. */
    public static SendRefused failure(Outcome.Refused refused) {
        return Arrays.stream(values())
                .filter(refusal -> refusal.code.equals(refused.code()))
                .findFirst()
                .orElseThrow()
                .failure();
    }
}
