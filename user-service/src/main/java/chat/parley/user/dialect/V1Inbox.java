package chat.parley.user.dialect;

import chat.parley.common.event.Person;
import chat.parley.common.http.PublicUrl;
import chat.parley.common.v1.V1Notification;
import chat.parley.common.v1.V1Person;
import chat.parley.user.inbox.Notification;
import chat.parley.user.profile.Profile;
import chat.parley.user.profile.Profiles;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;

/** Notifications as {@code v1} shows them: with the people who caused them. */
@ApplicationScoped
class V1Inbox {

    private final Profiles profiles;
    private final PublicUrl url;

    V1Inbox(Profiles profiles, PublicUrl url) {
        this.profiles = profiles;
        this.url = url;
    }

    /** However many, in one round trip. */
    Uni<List<V1Notification>> views(List<Notification> notifications) {
        return people(notifications)
                .map(people -> notifications.stream()
                        .map(notification -> view(notification, people.get(notification.sender())))
                        .toList());
    }

    private Uni<Map<UUID, Person>> people(List<Notification> notifications) {
        var senders = notifications.stream()
                .map(Notification::sender)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return profiles.findAll(senders)
                .map(found -> found.stream().collect(Collectors.toMap(Profile::userId, Profile::person)));
    }

    private V1Notification view(Notification notification, Person sender) {
        return new V1Notification(
                notification.id(),
                notification.kind().word(),
                notification.text(),
                sender == null ? null : V1Person.of(sender, url),
                notification.friendshipId(),
                notification.conversationId(),
                notification.isRead(),
                notification.createdAt());
    }
}
