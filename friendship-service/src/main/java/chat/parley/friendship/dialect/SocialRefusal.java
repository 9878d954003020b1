package chat.parley.friendship.dialect;

import chat.parley.common.failure.Failure;
import chat.parley.common.failure.FailureResponse;
import chat.parley.common.failure.Family;
import chat.parley.common.social.SocialInvalid;
import chat.parley.friendship.block.BlockBetween;
import chat.parley.friendship.friendship.CannotAsk;
import chat.parley.friendship.friendship.FriendshipNotFound;
import chat.parley.friendship.person.UserNotFound;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How {@code social} refuses: a field by its name, what cannot be as an error, the rest as a detail. */
final class SocialRefusal {

    private SocialRefusal() {}

    static Response of(Failure failure, UriInfo uri) {
        return switch (failure) {
            case SocialInvalid invalid -> FailureResponse.with(invalid, invalid.body());
            case UserNotFound unknown -> FailureResponse.with(unknown, new Detail("No user matches the given query."));
            case FriendshipNotFound none -> FailureResponse.with(none, new Detail("Not found."));
            // as somebody is answered who was rejected
            case BlockBetween _ ->
                FailureResponse.with(
                        CannotAsk.rejected(), new Error(CannotAsk.rejected().sentence()));
            case Failure refused
            when refused.family() == Family.INVALID -> FailureResponse.with(refused, new Error(refused.sentence()));
            default -> FailureResponse.of(failure, uri.getPath());
        };
    }

    @Schema(name = "SocialDetail")
    record Detail(@Schema(examples = "Not found.") String detail) {}

    @Schema(name = "SocialError")
    record Error(
            @Schema(examples = "Friend request already sent.")
            String error) {}

    /** The field and what is wrong with it. */
    @Schema(name = "SocialInvalid", type = SchemaType.OBJECT, additionalProperties = String[].class)
    record OfField() {}
}
