package chat.parley.common.v1;

import chat.parley.common.event.UserEvent.NotificationCreated;
import chat.parley.common.http.PublicUrl;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Something in a user's inbox.
 *
 * @param sender null when nobody in particular, or somebody who is not known yet
 * @param friendship the request it is about, null when it is about none; it may be no more
 * @param conversation where a message came, null when it is about none
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
@JsonNaming(SnakeCaseStrategy.class)
@Schema(name = "V1Notification")
public record V1Notification(
        @Schema(examples = "0199f3aa-52c3-7b10-9e0f-0c4f5d3e2a11")
        UUID id,

        @Schema(
                enumeration = {"friend_request", "friend_accept", "message"},
                description = "`friend_accept` tells of any answer to a request; its text says which",
                examples = "friend_request")
        String kind,

        @Schema(examples = "ada sent you a friend request.") String text,

        @Schema(nullable = true) V1Person sender,

        @Schema(examples = "0199f3a9-11d2-7e01-8a54-5f0c6f6f0b1e", nullable = true)
        UUID friendship,

        @Schema(examples = "5f0c6f6f-0b1e-5e01-8a54-0199f3a911d2", nullable = true)
        UUID conversation,

        boolean read,

        @Schema(examples = "2026-11-20T23:51:18.450850Z") Instant createdAt) {

    /** As it was put there. */
    public static V1Notification of(NotificationCreated created, PublicUrl url) {
        return new V1Notification(
                created.id(),
                created.kind(),
                created.text(),
                created.sender() == null ? null : V1Person.of(created.sender(), url),
                created.friendshipId(),
                created.conversationId(),
                false,
                created.at());
    }
}
