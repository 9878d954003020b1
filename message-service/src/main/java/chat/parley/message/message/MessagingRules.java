package chat.parley.message.message;

import chat.parley.common.chat.Command;
import chat.parley.message.conversation.Conversation;
import chat.parley.message.friendship.FriendshipLink;
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

    /**
     * @param link the friendship of the two, null when they have none
     * @param isBlocked whether one of them blocks the other
     */
    Refusal check(Conversation conversation, FriendshipLink link, boolean isBlocked) {
        if (!conversation.isDirect()) {
            return null;
        }
        if (isBlocked || link != null && link.blocked()) {
            return Refusal.BLOCKED;
        }
        return switch (config.policy()) {
            case EVERYONE -> null;
            case FRIENDS_ONLY -> link != null && link.accepted() ? null : Refusal.NOT_FRIENDS;
        };
    }

    /** The part of it that is replayed at once: it begins where it should, and the rest can be asked for next. */
    Command.Replay bounded(Command.Replay replay) {
        var after = Math.max(0, replay.afterSeq());
        return new Command.Replay(after, Math.min(replay.toSeq(), after + config.maxReplay()));
    }
}
