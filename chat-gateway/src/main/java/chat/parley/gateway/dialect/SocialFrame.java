package chat.parley.gateway.dialect;

import chat.parley.common.event.Person;
import chat.parley.common.event.UserEvent.NotificationCreated;
import chat.parley.common.http.PublicUrl;
import chat.parley.common.social.SocialRequest;
import chat.parley.common.social.SocialTime;
import chat.parley.common.social.SocialUser;
import chat.parley.gateway.delivery.Event;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;

/** What the server says on the socket of {@code social}. */
sealed interface SocialFrame {

    /** Who is online: the first frame. */
    record GroupUsers(String type, List<Long> users) implements SocialFrame {

        static GroupUsers of(Event.OnlineFriends online) {
            var friends = online.friends().stream().mapToLong(Event.PresenceChanged::number);
            return new GroupUsers(
                    "group_users",
                    LongStream.concat(LongStream.of(online.number()), friends)
                            .sorted()
                            .boxed()
                            .toList());
        }
    }

    /** The user, or a friend, has another status. */
    record StatusUpdate(
            String type, @JsonProperty("user_id") long userId, String status) implements SocialFrame {

        static StatusUpdate of(Event.PresenceChanged presence) {
            return new StatusUpdate("status_update", presence.number(), presence.status());
        }
    }

    /** Something was put into the inbox. */
    record Notification(String type, Body notification) implements SocialFrame {

        static Notification of(NotificationCreated created, PublicUrl url) {
            return new Notification("notification", Body.of(created, Set.copyOf(created.online()), url));
        }
    }

    /** {@link chat.parley.common.social.SocialNotification}, but the sender is a name. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Body(
            long id,
            SocialUser recipient,
            String sender,
            @JsonProperty("related_request") SocialRequest relatedRequest,
            String text,
            @JsonProperty("is_read") boolean isRead,
            @JsonProperty("created_at") String createdAt,
            @JsonProperty("notification_type") String notificationType,
            @JsonProperty("auto_delete") boolean autoDelete) {

        static Body of(NotificationCreated created, Set<UUID> online, PublicUrl url) {
            return new Body(
                    created.number(),
                    user(created.recipient(), online, url),
                    name(created.sender()),
                    created.friendship() == null ? null : SocialRequest.of(created.friendship(), online, url),
                    created.text(),
                    false,
                    SocialTime.of(created.at()),
                    created.kind(),
                    false);
        }

        private static SocialUser user(Person person, Set<UUID> online, PublicUrl url) {
            return person == null ? null : SocialUser.of(person, online.contains(person.userId()), url);
        }

        private static String name(Person sender) {
            if (sender == null) {
                return null;
            }
            return sender.email() == null ? sender.username() : sender.email();
        }
    }
}
