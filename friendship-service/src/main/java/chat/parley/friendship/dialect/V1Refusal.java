package chat.parley.friendship.dialect;

import chat.parley.common.failure.Failure;
import chat.parley.common.failure.FailureResponse;
import chat.parley.common.failure.Family;
import chat.parley.friendship.friendship.CannotAsk;
import chat.parley.friendship.friendship.FriendshipExists;
import chat.parley.friendship.friendship.FriendshipNotFound;
import chat.parley.friendship.friendship.NotASide;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/**
 * How {@code v1} refuses about friendships: what other people have between them is not there, and what is in the way of a request
 * is a conflict.
 */
final class V1Refusal extends Failure {

    private V1Refusal(Failure inTheWay) {
        super(Family.CONFLICT, inTheWay.code(), inTheWay.sentence());
    }

    static Response of(Failure failure, UriInfo uri) {
        return FailureResponse.of(
                switch (failure) {
                    case NotASide _ -> new FriendshipNotFound();
                    case CannotAsk inTheWay -> new V1Refusal(inTheWay);
                    case FriendshipExists inTheWay -> new V1Refusal(inTheWay);
                    default -> failure;
                },
                uri.getPath());
    }
}
