package chat.parley.message.friendship;

import chat.parley.common.chat.ConversationId;
import chat.parley.common.event.FriendshipState;
import chat.parley.message.conversation.Conversation;
import io.vertx.mutiny.sqlclient.Row;
import java.util.UUID;

/**
 * What we keep of a friendship: whose it is, and what it means for writing to each other.
 *
 * @param conversationId the direct conversation of the two
 * @param removed it is no more; kept so that an older state that comes late does not bring it back
 * @param version grows with every change
 */
public record FriendshipLink(
        UUID friendshipId,
        UUID conversationId,
        UUID low,
        UUID high,
        boolean blocked,
        boolean accepted,
        boolean removed,
        long version) {

    static FriendshipLink of(FriendshipState state, boolean removed) {
        var from = state.from().userId();
        var to = state.to().userId();
        var conversation = Conversation.direct(from, to);
        return new FriendshipLink(
                state.id(),
                ConversationId.ofDirect(from, to),
                conversation.low(),
                conversation.high(),
                state.isBlock(),
                state.isAccepted(),
                removed,
                state.version());
    }

    public static FriendshipLink of(Row row) {
        return new FriendshipLink(
                row.getUUID("friendship_id"),
                row.getUUID("conversation_id"),
                row.getUUID("user_low"),
                row.getUUID("user_high"),
                row.getBoolean("blocked"),
                row.getBoolean("accepted"),
                row.getBoolean("removed"),
                row.getLong("version"));
    }

    /** Whether this user may know of it. */
    public boolean isOf(UUID user) {
        return !removed && conversation().has(user);
    }

    /** The conversation of the two as it is before anything is written. */
    public Conversation conversation() {
        return Conversation.direct(low, high);
    }
}
