package chat.parley.user.inbox;

import chat.parley.common.event.FriendshipEvent.FriendshipAnswered;
import chat.parley.common.event.FriendshipEvent.FriendshipRequested;
import chat.parley.common.event.FriendshipState;
import chat.parley.common.event.MessageEvent.Posted;
import chat.parley.common.event.Person;
import chat.parley.user.block.Pair;
import java.util.Optional;
import java.util.UUID;

/**
 * What is to be put into somebody's inbox.
 *
 * @param sender null when we do not know them yet
 * @param senderId null when nobody in particular
 * @param friendship null when it is about none; so is the conversation
 */
record NewNotification(
        UUID recipient,
        UUID senderId,
        Person sender,
        NotificationKind kind,
        String text,
        FriendshipState friendship,
        UUID conversationId) {

    /** Who would have to block whom for it not to be welcome. */
    Pair sides() {
        return new Pair(recipient, senderId);
    }

    /** Null when it is about none. */
    UUID friendshipId() {
        return friendship == null ? null : friendship.id();
    }

    /** To who was asked; somebody who begins with a rejection blocks, and does not ask. */
    static Optional<NewNotification> of(FriendshipRequested event) {
        var friendship = event.friendship();
        return friendship.isBlock()
                ? Optional.empty()
                : Optional.of(ofFriendship(
                        friendship.to().userId(),
                        friendship.from(),
                        NotificationKind.FRIEND_REQUEST,
                        " sent you a friend request.",
                        friendship));
    }

    /** To who asked, when the other side said yes or no; what the asking side does later is no answer. */
    static Optional<NewNotification> of(FriendshipAnswered event) {
        var friendship = event.friendship();
        return event.by().equals(friendship.to().userId())
                        && !friendship.statusTo().equals("pending")
                ? Optional.of(ofFriendship(
                        friendship.from().userId(),
                        friendship.to(),
                        NotificationKind.FRIEND_ACCEPT,
                        " " + friendship.statusTo() + " your friend request.",
                        friendship))
                : Optional.empty();
    }

    /** @param sender null when we do not know them yet */
    static NewNotification of(UUID conversation, Posted message, Person sender) {
        return new NewNotification(
                message.recipientId(),
                message.senderId(),
                sender,
                NotificationKind.MESSAGE,
                sender == null ? "You have a new message." : sender.username() + " sent you a message.",
                null,
                conversation);
    }

    private static NewNotification ofFriendship(
            UUID recipient, Person sender, NotificationKind kind, String did, FriendshipState friendship) {
        return new NewNotification(recipient, sender.userId(), sender, kind, sender.username() + did, friendship, null);
    }
}
