package chat.parley.message.testing;

import chat.parley.common.chat.ConversationId;
import chat.parley.common.chat.Target;
import chat.parley.common.event.FriendshipState;
import java.time.Instant;
import java.util.UUID;

/** A friendship of two users, in some state. */
public record Friendship(FriendshipState state, User from, User to) {

    public static Friendship accepted(User from, User to) {
        return of(from, to, "accepted", "accepted");
    }

    public static Friendship of(User from, User to, String statusFrom, String statusTo) {
        var state = new FriendshipState(
                UUID.randomUUID(), 1, from.person(), to.person(), statusFrom, statusTo, Instant.now(), 1);
        return new Friendship(state, from, to);
    }

    /** The same, a version later. */
    public Friendship with(String statusFrom, String statusTo) {
        var later = new FriendshipState(
                id(), 1, from.person(), to.person(), statusFrom, statusTo, state.createdAt(), state.version() + 1);
        return new Friendship(later, from, to);
    }

    public UUID id() {
        return state.id();
    }

    public UUID conversationId() {
        return ConversationId.ofDirect(from.id(), to.id());
    }

    public Target target() {
        return new Target.OfFriendship(id());
    }
}
