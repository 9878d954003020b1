package chat.parley.common.social;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Something in a user's inbox, as {@code social} writes it: {@code N}.
 *
 * @param sender null when nobody in particular
 * @param relatedRequest null when it is about none, or that is no more
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "SocialNotification")
public record SocialNotification(
        @Schema(examples = "31") long id,

        @Schema(nullable = true) SocialUser recipient,

        @Schema(nullable = true) SocialUser sender,

        @JsonProperty("related_request") @Schema(nullable = true)
        SocialRequest relatedRequest,

        @Schema(examples = "jane sent you a friend request.")
        String text,

        @JsonProperty("is_read") boolean isRead,

        @JsonProperty("created_at") @Schema(examples = "2026-11-20T23:51:18.450850Z")
        String createdAt,

        @JsonProperty("notification_type")
        @Schema(
                enumeration = {"friend_request", "friend_accept", "message"},
                examples = "friend_request")
        String notificationType,

        @JsonProperty("auto_delete") boolean autoDelete) {}
