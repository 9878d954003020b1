package chat.parley.friendship.dialect;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is sent, for the document; it is read leniently, field by field. */
interface FriendshipRequests {

    @Schema(name = "NewFriendship")
    record New(
            @JsonProperty("to_user") UUID toUser,

            @Schema(
                    enumeration = {"pending", "accepted", "rejected"},
                    description = "What the caller's own side says",
                    examples = "pending")
            String status) {}

    @Schema(name = "FriendshipAnswer")
    record Answer(
            @JsonProperty("friendship_id") UUID friendshipId,

            @Schema(
                    enumeration = {"pending", "accepted", "rejected"},
                    description = "What the caller's own side says now",
                    examples = "accepted")
            String status) {}

    @Schema(name = "FriendshipError")
    record Refusal(
            @Schema(examples = "Friendship already exists.") String detail) {}
}
