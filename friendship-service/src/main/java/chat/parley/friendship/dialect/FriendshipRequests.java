package chat.parley.friendship.dialect;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is sent, and how lists look, for the document; it is read leniently, field by field. */
interface FriendshipRequests {

    @Schema(name = "NewFriendship")
    record New(
            @JsonProperty("to_user") @Schema(examples = "5b0e4dcc-6cf0-4d6a-9ac0-0f5c54d1b8a1")
            UUID toUser,

            @Schema(
                    enumeration = {"pending", "accepted", "rejected"},
                    description = "What the caller's own side says",
                    examples = "pending")
            String status) {}

    @Schema(name = "FriendshipAnswer")
    record Answer(
            @JsonProperty("friendship_id") @Schema(examples = "0199f3a8-6f4e-7cc2-9d5a-3f1f4b8a7c10")
            UUID friendshipId,

            @Schema(
                    enumeration = {"pending", "accepted", "rejected"},
                    description = "What the caller's own side says now",
                    examples = "accepted")
            String status) {}

    @Schema(name = "FriendshipError")
    record Refusal(
            @Schema(examples = "Friendship already exists.") String detail) {}

    @Schema(name = "FriendshipRows", type = SchemaType.ARRAY, implementation = FriendshipRowView[].class)
    interface Rows extends List<FriendshipRowView> {}

    @Schema(name = "Friendships", type = SchemaType.ARRAY, implementation = FriendshipView[].class)
    interface Expanded extends List<FriendshipView> {}
}
