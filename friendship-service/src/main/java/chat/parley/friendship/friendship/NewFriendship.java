package chat.parley.friendship.friendship;

import java.util.UUID;

/**
 * What somebody asks for. The status is the one of their own side; the other side has not said anything yet.
 *
 * @param from who asks
 * @param to who is asked
 */
public record NewFriendship(UUID from, UUID to, FriendshipStatus status) {

    /** @throws WithOneself when both are the same */
    public NewFriendship {
        if (from.equals(to)) {
            throw new WithOneself();
        }
    }
}
