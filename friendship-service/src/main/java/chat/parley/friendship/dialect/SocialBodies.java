package chat.parley.friendship.dialect;

import chat.parley.common.event.Person;
import chat.parley.common.http.PublicUrl;
import chat.parley.common.identity.Caller;
import chat.parley.common.social.SocialTime;
import chat.parley.common.social.SocialUser;
import chat.parley.friendship.friendship.FriendshipOfPeople;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What {@code social} sends and gets about friends, apart from what other services write, too. */
final class SocialBodies {

    private SocialBodies() {}

    @Schema(name = "SocialNewRequest", description = "Also `receiver_id`, `to_user` or `user_id`")
    record NewRequest(@Schema(examples = "7") long receiver) {}

    @Schema(name = "SocialAnswer", description = "Or `action`: `accept` or `reject`")
    record Answer(
            @Schema(
                    enumeration = {"accepted", "rejected"},
                    examples = "accepted")
            String status) {}

    @Schema(name = "SocialSaid")
    record Said(@Schema(examples = "Friend removed.") String message) {}

    /** A friend in a list. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "SocialFriend")
    record Friend(
            @Schema(examples = "7") long id,

            @Schema(examples = "5b0e4dcc-6cf0-4d6a-9ac0-0f5c54d1b8a1")
            UUID uuid,

            @Schema(examples = "jane@example.com", nullable = true)
            String email,

            @Schema(examples = "jane") String username,

            @Schema(
                    examples = "http://127.0.0.1:8000/media/avatars/Zk3mB0c2l1q9Xw7Rt5Yv8Ns4Pj6Hd0Fa.jpg",
                    nullable = true)
            URI avatar,

            @Schema(
                    enumeration = {"online", "offline", "busy", "away"},
                    examples = "online")
            String status,

            @JsonProperty("is_online") boolean isOnline) {

        static Friend of(Person person, boolean hasSocket, PublicUrl url) {
            var user = SocialUser.of(person, hasSocket, url);
            return new Friend(
                    user.id(),
                    user.uuid(),
                    user.email(),
                    user.username(),
                    user.avatar(),
                    user.status(),
                    user.isOnline());
        }
    }

    /**
     * How somebody stands to the caller.
     *
     * @param since when the two became friends; null while they are not
     * @param lastUpdated null when there is nothing between the two
     * @param blockedBy the number of who said no; when both did, the other one
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "SocialFriendshipStatus")
    record Standing(
            @Schema(
                    enumeration = {"active", ""},
                    examples = "active")
            String status,

            @Schema(examples = "2026-11-20T23:51:18.450850Z", nullable = true)
            String since,

            @JsonProperty("last_updated") @Schema(examples = "2026-11-20T23:51:18.450850Z", nullable = true)
            String lastUpdated,

            @JsonProperty("is_blocked") boolean isBlocked,

            @JsonProperty("blocked_by") @Schema(examples = "7", nullable = true)
            Long blockedBy) {

        static final Standing NONE = new Standing("", null, null, false, null);

        static Standing of(FriendshipOfPeople shown, UUID caller) {
            var friendship = shown.friendship();
            var blockedBy = blockedBy(shown, caller);
            return new Standing(
                    friendship.isAccepted() ? "active" : "",
                    SocialTime.of(friendship.acceptedAt()),
                    SocialTime.of(friendship.updatedAt()),
                    blockedBy != null,
                    blockedBy);
        }

        /** A block that has nothing to do with a friendship is known to who made it, and to nobody else. */
        Standing withBlockBy(Caller caller) {
            return isBlocked ? this : new Standing(status, since, lastUpdated, true, caller.number());
        }

        private static Long blockedBy(FriendshipOfPeople shown, UUID caller) {
            var mine = shown.from().userId().equals(caller) ? shown.from() : shown.to();
            var theirs = mine == shown.from() ? shown.to() : shown.from();
            if (shown.friendship().isBlockedBy(theirs.userId())) {
                return theirs.number();
            }
            return shown.friendship().isBlockedBy(caller) ? (Long) mine.number() : null;
        }
    }
}
