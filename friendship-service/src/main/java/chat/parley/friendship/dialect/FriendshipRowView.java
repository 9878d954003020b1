package chat.parley.friendship.dialect;

import chat.parley.friendship.friendship.Friendship;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A friendship in the list, as {@code friendship} writes it: with the ids of its people. */
@Schema(name = "FriendshipRow")
public record FriendshipRowView(
        @Schema(examples = "0199f3a8-6f4e-7cc2-9d5a-3f1f4b8a7c10")
        UUID id,

        @JsonProperty("from_user") @Schema(examples = "5b0e4dcc-6cf0-4d6a-9ac0-0f5c54d1b8a1")
        UUID fromUser,

        @JsonProperty("to_user") @Schema(examples = "a3a0b6d4-7f7e-4a62-8f0e-0b0e2d8c6f11")
        UUID toUser,

        @JsonProperty("status_from_user") @Schema(examples = "pending")
        String statusFromUser,

        @JsonProperty("status_to_user") @Schema(examples = "pending")
        String statusToUser) {

    static FriendshipRowView of(Friendship friendship) {
        return new FriendshipRowView(
                friendship.id(),
                friendship.from(),
                friendship.to(),
                friendship.statusFrom().word(),
                friendship.statusTo().word());
    }
}
