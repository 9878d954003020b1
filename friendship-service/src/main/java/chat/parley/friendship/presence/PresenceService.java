package chat.parley.friendship.presence;

import chat.parley.common.chat.OnlineUsers;
import chat.parley.common.event.Person;
import chat.parley.friendship.person.People;
import chat.parley.friendship.presence.Announcements.Announcement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Looks how somebody is shown now, and tells the friends who are online when that is not what they were told before.
 *
 * <p>What is now stands in the leases and in our copy of the person, and is read after the row of what was told is locked: so
 * whoever looks last has looked at the newest, however late, often or out of order the calls to look come. It is told before
 * the transaction commits, and told again when it does not; so what is told of somebody comes in the order in which it was so.
 */
@ApplicationScoped
public class PresenceService {

    private final Presences presences;
    private final Friends friends;
    private final People people;
    private final OnlineUsers onlineUsers;
    private final Announcements announcements;
    private final Clock clock = Clock.systemUTC();

    PresenceService(
            Presences presences, Friends friends, People people, OnlineUsers onlineUsers, Announcements announcements) {
        this.presences = presences;
        this.friends = friends;
        this.people = people;
        this.onlineUsers = onlineUsers;
        this.announcements = announcements;
    }

    /** The sockets of these users may have come or gone. */
    Uni<Void> look(Collection<UUID> users, SqlConnection transaction) {
        return presences.add(users, transaction).chain(() -> lookAgain(users, transaction));
    }

    /** Like {@link #look}, but whoever never had a socket has none now. */
    public Uni<Void> lookAgain(Collection<UUID> users, SqlConnection transaction) {
        return presences
                .lock(users, transaction)
                .chain(before -> before.isEmpty() ? nothing() : compare(before, transaction));
    }

    private Uni<Void> compare(List<Presence> before, SqlConnection transaction) {
        var users = before.stream().map(Presence::userId).toList();
        return people.find(users, transaction)
                .chain(known -> onlineUsers
                        .among(users)
                        .chain(online -> change(Change.all(before, online, known, now()), known, transaction)));
    }

    private Uni<Void> change(List<Change> seen, Map<UUID, Person> known, SqlConnection transaction) {
        var changed = seen.stream().filter(Change::isAny).map(Change::after).toList();
        var shown = seen.stream()
                .filter(Change::isShown)
                .map(change -> change.shown(known))
                .toList();
        return (changed.isEmpty() ? nothing() : presences.update(changed, transaction))
                .chain(() -> shown.isEmpty() ? nothing() : tellFriends(shown, transaction));
    }

    private Uni<Void> tellFriends(List<Shown> shown, SqlConnection transaction) {
        return friends.of(shown.stream().map(Shown::userId).toList(), transaction)
                .map(friendsOf -> shown.stream()
                        .flatMap(one -> toFriendsAndThemselves(one, friendsOf))
                        .toList())
                .chain(announcements::tell);
    }

    private static Stream<Announcement> toFriendsAndThemselves(Shown one, Map<UUID, Set<UUID>> friendsOf) {
        return Stream.concat(Stream.of(one.userId()), friendsOf.getOrDefault(one.userId(), Set.of()).stream())
                .map(to -> new Announcement(to, one));
    }

    /** Tells these users of all their friends: what they were told while their node had lost Redis may not have come. */
    Uni<Void> tellAgain(Collection<UUID> users, SqlConnection transaction) {
        return friends.shownTo(users, transaction).chain(announcements::tell);
    }

    /** Tells two who have become friends of one another. */
    Uni<Void> introduce(UUID one, UUID other, SqlConnection transaction) {
        return friends.shownToEachOther(one, other, transaction).chain(announcements::tell);
    }

    /** Takes two who are friends no more out of one another's sight. */
    Uni<Void> part(Person one, Person other, SqlConnection transaction) {
        return presences
                .hold(List.of(one.userId(), other.userId()), transaction)
                .chain(() -> announcements.tell(List.of(
                        new Announcement(one.userId(), Shown.toStrangers(other)),
                        new Announcement(other.userId(), Shown.toStrangers(one)))));
    }

    /** As it is stored. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static Uni<Void> nothing() {
        return Uni.createFrom().voidItem();
    }

    private record Change(Presence before, Presence after) {

        static List<Change> all(List<Presence> before, Set<UUID> online, Map<UUID, Person> known, Instant now) {
            return before.stream()
                    .map(one -> new Change(one, one.seen(online.contains(one.userId()), known.get(one.userId()), now)))
                    .toList();
        }

        boolean isAny() {
            return !after.equals(before);
        }

        /** Only of whom we know: of others nothing is shown. */
        boolean isShown() {
            return !after.isShownLike(before);
        }

        Shown shown(Map<UUID, Person> known) {
            return after.shown(known.get(after.userId()).number());
        }
    }
}
