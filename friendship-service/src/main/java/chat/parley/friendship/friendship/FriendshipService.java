package chat.parley.friendship.friendship;

import chat.parley.common.event.FriendshipEvent;
import chat.parley.common.identity.Caller;
import chat.parley.common.identity.InvalidToken;
import chat.parley.common.outbox.Outbox;
import chat.parley.friendship.person.People;
import chat.parley.friendship.person.PersonService;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Asking for friendship, answering, ending it. Each is told in the transaction in which it happens. */
@ApplicationScoped
public class FriendshipService {

    /** How many friendships a list shows: the newest. */
    public static final int LIST_LIMIT = 1000;

    private final Friendships friendships;
    private final People people;
    private final PersonService persons;
    private final Outbox outbox;
    private final Clock clock = Clock.systemUTC();

    public FriendshipService(Friendships friendships, People people, PersonService persons, Outbox outbox) {
        this.friendships = friendships;
        this.people = people;
        this.persons = persons;
        this.outbox = outbox;
    }

    /**
     * Fails with {@link WithOneself}, {@link chat.parley.friendship.person.UserNotFound} or {@link FriendshipExists}, and
     * with {@link InvalidToken} when the caller's own account is no more.
     */
    public Uni<FriendshipOfPeople> request(Caller caller, UUID to, FriendshipStatus status) {
        var wanted = new NewFriendship(caller.userId(), to, status);
        return persons.of(to, caller)
                .call(() -> persons.of(caller))
                .chain(() -> outbox.inTransaction(transaction -> friendships
                        .add(wanted, transaction)
                        .chain(friendship -> withPeople(friendship, transaction))
                        .call(made -> tell(made.friendship().requestedEvent(made.from(), made.to()), transaction))));
    }

    /** Fails with {@link FriendshipNotFound} or {@link NotASide}. Saying the same again changes nothing. */
    public Uni<FriendshipOfPeople> answer(Caller caller, UUID id, FriendshipStatus status) {
        return outbox.inTransaction(transaction -> locked(id, transaction)
                .chain(before -> answer(before, before.answered(caller.userId(), status), caller, transaction)));
    }

    /** Fails with {@link FriendshipNotFound} or {@link NotASide}. */
    public Uni<Void> remove(Caller caller, UUID id) {
        return outbox.inTransaction(transaction -> locked(id, transaction)
                .chain(friendship -> withPeople(friendship, transaction))
                .call(last -> tell(
                        last.friendship().removedEvent(caller.userId(), last.from(), last.to(), clock.instant()),
                        transaction))
                .chain(last -> friendships.remove(last.friendship(), transaction)));
    }

    /** The caller's newest {@value #LIST_LIMIT}, oldest first. */
    public Uni<List<Friendship>> of(Caller caller) {
        return friendships.of(caller.userId(), LIST_LIMIT);
    }

    /** Like {@link #of}, with the people. */
    public Uni<List<FriendshipOfPeople>> withPeople(Caller caller) {
        return of(caller)
                .chain(mine -> people.find(users(mine.stream()))
                        .map(known -> mine.stream()
                                .map(friendship -> FriendshipOfPeople.of(friendship, known))
                                .toList()));
    }

    /** Fails with {@link FriendshipNotFound} when it is none of the caller's, too. */
    Uni<FriendshipOfPeople> find(Caller caller, UUID id) {
        return shown(friendships.find(id), friendship -> friendship.isOf(caller.userId()));
    }

    /** Fails with {@link FriendshipNotFound}. */
    Uni<FriendshipOfPeople> between(Caller caller, UUID other) {
        return shown(friendships.between(caller.userId(), other), _ -> true);
    }

    private Uni<FriendshipOfPeople> shown(Uni<Friendship> found, Predicate<Friendship> mayBe) {
        return found.map(friendship -> friendship != null && mayBe.test(friendship) ? friendship : null)
                .onItem()
                .ifNull()
                .failWith(FriendshipNotFound::new)
                .chain(friendship -> people.find(users(Stream.of(friendship)))
                        .map(known -> FriendshipOfPeople.of(friendship, known)));
    }

    private Uni<FriendshipOfPeople> answer(
            Friendship before, Friendship after, Caller caller, SqlConnection transaction) {
        return after.equals(before)
                ? withPeople(before, transaction)
                : friendships
                        .update(after, transaction)
                        .chain(stored -> withPeople(stored, transaction))
                        .call(stored -> tell(
                                stored.friendship().answeredEvent(caller.userId(), stored.from(), stored.to()),
                                transaction));
    }

    private Uni<Friendship> locked(UUID id, SqlConnection transaction) {
        return friendships.lock(id, transaction).onItem().ifNull().failWith(FriendshipNotFound::new);
    }

    private Uni<FriendshipOfPeople> withPeople(Friendship friendship, SqlConnection transaction) {
        return people.find(users(Stream.of(friendship)), transaction)
                .map(known -> FriendshipOfPeople.of(friendship, known));
    }

    private Uni<Void> tell(FriendshipEvent event, SqlConnection transaction) {
        return outbox.tell(FriendshipEvent.STREAM, event, transaction);
    }

    private static List<UUID> users(Stream<Friendship> friendships) {
        return friendships
                .flatMap(friendship -> Stream.of(friendship.from(), friendship.to()))
                .distinct()
                .toList();
    }
}
