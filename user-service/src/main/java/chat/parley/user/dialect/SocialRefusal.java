package chat.parley.user.dialect;

import chat.parley.common.failure.Failure;
import chat.parley.common.failure.FailureResponse;
import chat.parley.common.failure.Family;
import chat.parley.common.social.SocialInvalid;
import chat.parley.user.inbox.NotificationNotFound;
import chat.parley.user.profile.UserNotFound;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How {@code social} refuses: a field by its name, everything else with a sentence. */
@Schema(name = "SocialDetail")
public record SocialRefusal(
        @Schema(examples = "No user matches the given query.")
        String detail) {

    static Response of(Failure failure, UriInfo uri) {
        return switch (failure) {
            case SocialInvalid invalid -> FailureResponse.with(invalid, invalid.body());
            case UserNotFound unknown ->
                FailureResponse.with(unknown, new SocialRefusal("No user matches the given query."));
            case NotificationNotFound unknown -> FailureResponse.with(unknown, new SocialRefusal("Not found."));
            // what else is invalid here is the picture
            case Failure picture
            when picture.family() == Family.INVALID && isOfPicture(picture) ->
                FailureResponse.with(picture, Map.of("avatar", List.of(picture.sentence())));
            default -> FailureResponse.of(failure, uri.getPath());
        };
    }

    private static boolean isOfPicture(Failure failure) {
        return failure.code().equals("not-an-image") || failure.code().equals("not-a-file");
    }

    /** The field and what is wrong with it. */
    @Schema(name = "SocialInvalid", type = SchemaType.OBJECT, additionalProperties = String[].class)
    record OfField() {}
}
