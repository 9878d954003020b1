package chat.parley.user.dialect;

import chat.parley.common.http.PublicUrl;
import chat.parley.common.v1.V1Notification;
import chat.parley.user.profile.Profile;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What {@code v1} sends and gets about users and their inboxes. */
final class V1Bodies {

    private static final String AVATAR = "http://127.0.0.1:8000/media/avatars/Zk3mB0c2l1q9Xw7Rt5Yv8Ns4Pj6Hd0Fa.jpg";

    private V1Bodies() {}

    /** The caller. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "V1Me")
    record Me(
            @Schema(examples = "0199f3a8-6f4e-7cc2-9d5a-3f1f4b8a7c10")
            UUID id,

            @Schema(examples = "ada", description = "Never changes")
            String username,

            @Schema(examples = "ada@example.org", nullable = true, description = "Nobody else is shown it here")
            String email,

            @Schema(examples = "Ada") String firstName,
            @Schema(examples = "Lovelace") String lastName,

            @Schema(examples = "I like engines.", nullable = true)
            String bio,

            @Schema(examples = AVATAR, nullable = true) URI avatar,

            @Schema(
                    enumeration = {"online", "offline", "busy", "away"},
                    description = "What I am shown as while I have a socket open",
                    examples = "online")
            String status) {

        static Me of(Profile profile, PublicUrl url) {
            return new Me(
                    profile.userId(),
                    profile.username(),
                    profile.email(),
                    profile.firstName(),
                    profile.lastName(),
                    profile.bio(),
                    address(profile, url),
                    profile.status());
        }
    }

    /** Anybody, as everybody sees them. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "V1User")
    record User(
            @Schema(examples = "0199f3a8-6f4e-7cc2-9d5a-3f1f4b8a7c10")
            UUID id,

            @Schema(examples = "ada") String username,
            @Schema(examples = "Ada") String firstName,
            @Schema(examples = "Lovelace") String lastName,

            @Schema(examples = "I like engines.", nullable = true)
            String bio,

            @Schema(examples = AVATAR, nullable = true) URI avatar) {

        static User of(Profile profile, PublicUrl url) {
            return new User(
                    profile.userId(),
                    profile.username(),
                    profile.firstName(),
                    profile.lastName(),
                    profile.bio(),
                    address(profile, url));
        }
    }

    /** For the document. */
    @Schema(name = "V1Users")
    record Users(
            List<User> items,

            @Schema(
                    nullable = true,
                    description = "`cursor` of what follows, null at the end",
                    examples = "dXNlcnMsNDE")
            String next) {}

    /**
     * A part of an inbox.
     *
     * @param unread of all of it
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "V1Notifications")
    record Notifications(
            List<V1Notification> items,

            @Schema(description = "In the whole inbox", examples = "3")
            long unread,

            @Schema(
                    nullable = true,
                    description = "`cursor` of what follows, null at the end",
                    examples = "bm90aWZpY2F0aW9ucyw0MQ")
            String next) {}

    /** For the document. */
    @Schema(name = "V1ReadUpTo", description = "Without it, all of them")
    record ReadUpTo(
            @Schema(
                    name = "up_to",
                    description = "Only that one and those before it, so that what has come meanwhile stays unread",
                    examples = "0199f3aa-52c3-7b10-9e0f-0c4f5d3e2a11")
            UUID upTo) {}

    /** For the document. */
    @Schema(name = "V1Upload")
    record Upload(
            @Schema(format = "binary", description = "JPEG, PNG, GIF or WebP, at most 5 MiB")
            String file) {}

    private static URI address(Profile profile, PublicUrl url) {
        return profile.avatar() == null ? null : url.of(profile.avatar());
    }
}
