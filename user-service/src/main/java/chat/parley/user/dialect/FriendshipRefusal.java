package chat.parley.user.dialect;

import chat.parley.common.failure.Failure;
import chat.parley.common.failure.FailureResponse;
import chat.parley.common.failure.Family;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How {@code friendship} refuses in these calls: one sentence. Who is not signed in is answered as everywhere. */
@Schema(name = "FriendshipError")
public record FriendshipRefusal(
        @Schema(examples = "Invalid query parameters.") String error) {

    static Response of(Failure failure, UriInfo uri) {
        return failure.family() == Family.UNAUTHENTICATED
                ? FailureResponse.of(failure, uri.getPath())
                : FailureResponse.with(failure, new FriendshipRefusal(failure.sentence()));
    }
}
