package chat.parley.common.social;

import chat.parley.common.event.FriendshipState;
import chat.parley.common.http.PublicUrl;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A friend request, as {@code social} writes it: {@code R}. It counts as read once it was answered. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "SocialFriendRequest")
public record SocialRequest(
        @Schema(examples = "12") long id,
        SocialUser sender,
        SocialUser receiver,

        @Schema(
                enumeration = {"pending", "accepted", "rejected"},
                examples = "pending")
        String status,

        @JsonProperty("created_at") @Schema(examples = "2026-11-20T23:51:18.450850Z")
        String createdAt,

        @JsonProperty("is_read") boolean isRead) {

    /** @param online who has a socket, among others */
    public static SocialRequest of(FriendshipState state, Set<UUID> online, PublicUrl url) {
        var status = status(state);
        return new SocialRequest(
                state.number(),
                SocialUser.of(state.from(), online.contains(state.from().userId()), url),
                SocialUser.of(state.to(), online.contains(state.to().userId()), url),
                status,
                SocialTime.of(state.createdAt()),
                !status.equals("pending"));
    }

    private static String status(FriendshipState state) {
        if (state.isBlock()) {
            return "rejected";
        }
        return state.isAccepted() ? "accepted" : "pending";
    }
}
