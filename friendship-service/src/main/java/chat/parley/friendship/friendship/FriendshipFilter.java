package chat.parley.friendship.friendship;

import java.util.Optional;

/**
 * Which of a user's friendships are asked for; what is absent does not matter.
 *
 * @param status what they come to
 * @param isOutgoing whether the user asked
 */
public record FriendshipFilter(Optional<FriendshipStatus> status, Optional<Boolean> isOutgoing) {}
