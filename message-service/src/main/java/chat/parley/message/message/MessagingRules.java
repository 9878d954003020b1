package chat.parley.message.message;

import chat.parley.common.chat.Command;
import chat.parley.message.conversation.Conversation;
import jakarta.enterprise.context.ApplicationScoped;

/** What may be sent, and to whom. Each check answers null when nothing is against it. */
@ApplicationScoped
class MessagingRules {

    private final MessagingConfig config;

    MessagingRules(MessagingConfig config) {
        this.config = config;
    }

    Refusal check(Command.Send send) {
        var body = send.body();
        if (body.isEmpty() && send.attachments().isEmpty()) {
            return Refusal.EMPTY;
        }
        if (body.codePointCount(0, body.length()) > config.maxLength()) {
            return Refusal.TOO_LONG;
        }
        if (body.indexOf('\0') >= 0) {
            return Refusal.NULL_CHARACTER;
        }
        return send.attachments().size() > config.maxAttachments() ? Refusal.TOO_MANY_ATTACHMENTS : null;
    }

    /** @param relation of the two, for a direct conversation */
    Refusal check(Conversation conversation, Relation relation) {
        if (!conversation.isDirect()) {
            return null;
        }
        if (relation.isBlocked()) {
            return Refusal.BLOCKED;
        }
        return switch (config.policy()) {
            case EVERYONE -> null;
            case FRIENDS_ONLY -> relation.isFriendship() ? null : Refusal.NOT_FRIENDS;
        };
    }

    /** The part of it that is replayed at once: it begins where it should, and the rest can be asked for next. */
    Command.Replay bounded(Command.Replay replay) {
        var after = Math.max(0, replay.afterSeq());
        return new Command.Replay(after, Math.min(replay.toSeq(), after + config.maxReplay()));
    }
}
