package chat.parley.user.dialect;

import chat.parley.common.chat.OnlineUsers;
import chat.parley.common.event.Person;
import chat.parley.common.http.PublicUrl;
import chat.parley.common.social.SocialNotification;
import chat.parley.common.social.SocialRequest;
import chat.parley.common.social.SocialTime;
import chat.parley.common.social.SocialUser;
import chat.parley.user.friendship.Friendship;
import chat.parley.user.friendship.Friendships;
import chat.parley.user.inbox.Notification;
import chat.parley.user.profile.Profile;
import chat.parley.user.profile.Profiles;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Notifications as {@code social} shows them: with the people and the requests that they are about. */
@ApplicationScoped
class SocialInbox {

    private final Friendships friendships;
    private final Profiles profiles;
    private final OnlineUsers onlineUsers;
    private final PublicUrl url;

    SocialInbox(Friendships friendships, Profiles profiles, OnlineUsers onlineUsers, PublicUrl url) {
        this.friendships = friendships;
        this.profiles = profiles;
        this.onlineUsers = onlineUsers;
        this.url = url;
    }

    Uni<SocialNotification> view(Notification notification) {
        return views(List.of(notification)).map(List::getFirst);
    }

    /** However many, in three round trips. */
    Uni<List<SocialNotification>> views(List<Notification> notifications) {
        return friendships
                .find(notifications.stream()
                        .map(Notification::friendshipId)
                        .filter(Objects::nonNull)
                        .toList())
                .chain(about -> views(notifications, about));
    }

    private Uni<List<SocialNotification>> views(List<Notification> notifications, Map<UUID, Friendship> about) {
        var users = users(notifications, about.values());
        return Uni.combine()
                .all()
                .unis(people(users), onlineUsers.shownAmong(users))
                .with((people, online) -> new Surroundings(about, people, online))
                .map(surroundings -> notifications.stream()
                        .map(notification -> view(notification, surroundings))
                        .toList());
    }

    private static List<UUID> users(List<Notification> notifications, Collection<Friendship> about) {
        return Stream.concat(
                        notifications.stream()
                                .flatMap(notification -> Stream.of(notification.recipient(), notification.sender())),
                        about.stream().flatMap(friendship -> Stream.of(friendship.from(), friendship.to())))
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    private Uni<Map<UUID, Person>> people(List<UUID> users) {
        return profiles.findAll(users)
                .map(found -> found.stream().collect(Collectors.toMap(Profile::userId, Profile::person)));
    }

    private SocialNotification view(Notification notification, Surroundings surroundings) {
        return new SocialNotification(
                notification.number(),
                user(notification.recipient(), surroundings),
                user(notification.sender(), surroundings),
                request(notification.friendshipId(), surroundings),
                notification.text(),
                notification.isRead(),
                SocialTime.of(notification.createdAt()),
                notification.kind().word(),
                notification.autoDelete());
    }

    private SocialUser user(UUID user, Surroundings surroundings) {
        var person = surroundings.people().get(user);
        return person == null
                ? null
                : SocialUser.of(person, surroundings.online().contains(user), url);
    }

    private SocialRequest request(UUID friendship, Surroundings surroundings) {
        var known = surroundings.about().get(friendship);
        return known == null
                ? null
                : known.state(surroundings.people())
                        .map(state -> SocialRequest.of(state, surroundings.online(), url))
                        .orElse(null);
    }

    private record Surroundings(Map<UUID, Friendship> about, Map<UUID, Person> people, Set<UUID> online) {}
}
