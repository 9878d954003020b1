package chat.parley.friendship.friendship;

import chat.parley.common.failure.Failure;
import chat.parley.common.failure.Family;

/** As things stand between the two, there is nothing to ask for. */
public final class CannotAsk extends Failure {

    private CannotAsk(String code, String sentence) {
        super(Family.INVALID, code, sentence);
    }

    static CannotAsk alreadyFriends() {
        return new CannotAsk("already-friends", "You are already friends.");
    }

    static CannotAsk alreadyAsked() {
        return new CannotAsk("already-asked", "Friend request already sent.");
    }

    static CannotAsk alreadyAskedByThem() {
        return new CannotAsk("already-asked-by-them", "This user has already sent you a friend request.");
    }

    public static CannotAsk rejected() {
        return new CannotAsk("rejected", "This user does not take friend requests from you.");
    }
}
