package chat.parley.friendship.dialect;

import chat.parley.common.http.PublicUrl;
import chat.parley.friendship.friendship.FriendshipOfPeople;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A friendship with its people, as {@code friendship} writes it. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "Friendship")
public record FriendshipView(
        @Schema(examples = "0199f3a8-6f4e-7cc2-9d5a-3f1f4b8a7c10")
        UUID id,

        @JsonProperty("from_user") FriendshipPersonView fromUser,
        @JsonProperty("to_user") FriendshipPersonView toUser,

        @JsonProperty("date_created") @Schema(examples = "2026-11-20T23:51:18.450850Z")
        String dateCreated,

        @JsonProperty("status_from_user")
        @Schema(
                enumeration = {"pending", "accepted", "rejected"},
                examples = "pending")
        String statusFromUser,

        @JsonProperty("status_to_user")
        @Schema(
                enumeration = {"pending", "accepted", "rejected"},
                examples = "pending")
        String statusToUser) {

    private static final DateTimeFormatter SIX_DIGITS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    static FriendshipView of(FriendshipOfPeople shown, PublicUrl url) {
        var friendship = shown.friendship();
        return new FriendshipView(
                friendship.id(),
                FriendshipPersonView.of(shown.from(), url),
                FriendshipPersonView.of(shown.to(), url),
                time(friendship.createdAt()),
                friendship.statusFrom().word(),
                friendship.statusTo().word());
    }

    static String time(Instant at) {
        return SIX_DIGITS.format(at);
    }
}
