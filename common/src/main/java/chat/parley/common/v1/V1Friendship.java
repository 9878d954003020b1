package chat.parley.common.v1;

import chat.parley.common.event.FriendshipState;
import chat.parley.common.http.PublicUrl;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A friendship as one of the two sees it.
 *
 * @param user the other one
 * @param status what it comes to: {@code rejected} when either side says so, {@code accepted} when who was asked says so
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
@JsonNaming(SnakeCaseStrategy.class)
@Schema(name = "V1Friendship")
public record V1Friendship(
        @Schema(examples = "0199f3a9-11d2-7e01-8a54-5f0c6f6f0b1e")
        UUID id,

        V1Person user,

        @Schema(
                enumeration = {"outgoing", "incoming"},
                description = "`outgoing`: I asked",
                examples = "incoming")
        String direction,

        @Schema(
                enumeration = {"pending", "accepted", "rejected"},
                description = "What it comes to",
                examples = "pending")
        String status,

        @Schema(
                enumeration = {"pending", "accepted", "rejected"},
                description = "What I say of it",
                examples = "pending")
        String myStatus,

        @Schema(
                enumeration = {"pending", "accepted", "rejected"},
                description = "What they say of it",
                examples = "pending")
        String theirStatus,

        @Schema(examples = "2026-11-20T23:51:18.450850Z") Instant createdAt,
        @Schema(examples = "2026-11-20T23:51:18.450850Z") Instant updatedAt) {

    /** @param viewer one of the two */
    public static V1Friendship of(FriendshipState state, Instant updatedAt, UUID viewer, PublicUrl url) {
        var isMine = state.from().userId().equals(viewer);
        return new V1Friendship(
                state.id(),
                V1Person.of(isMine ? state.to() : state.from(), url),
                isMine ? "outgoing" : "incoming",
                status(state),
                isMine ? state.statusFrom() : state.statusTo(),
                isMine ? state.statusTo() : state.statusFrom(),
                state.createdAt(),
                updatedAt);
    }

    private static String status(FriendshipState state) {
        if (state.isBlock()) {
            return "rejected";
        }
        return state.isAccepted() ? "accepted" : "pending";
    }
}
