package chat.parley.friendship.friendship;

import chat.parley.common.event.FriendshipEvent;
import chat.parley.common.event.Person;
import chat.parley.common.identity.Caller;
import chat.parley.common.identity.InvalidToken;
import chat.parley.common.outbox.Outbox;
import chat.parley.common.paging.Cursor;
import chat.parley.common.paging.Listing;
import chat.parley.friendship.block.BlockBetween;
import chat.parley.friendship.block.Blocks;
import chat.parley.friendship.person.People;
import chat.parley.friendship.person.PersonService;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Asking for friendship, answering, ending it. Each is told in the transaction in which it happens. */
@ApplicationScoped
public class FriendshipService {

    /** How many friendships a list shows: the newest. */
    public static final int LIST_LIMIT = 1000;

    private static final String LIST = "friendships";

    private final Friendships friendships;
    private final Blocks blocks;
    private final People people;
    private final PersonService persons;
    private final Outbox outbox;
    private final Clock clock = Clock.systemUTC();

    public FriendshipService(
            Friendships friendships, Blocks blocks, People people, PersonService persons, Outbox outbox) {
        this.friendships = friendships;
        this.blocks = blocks;
        this.people = people;
        this.persons = persons;
        this.outbox = outbox;
    }

    /**
     * Fails with {@link WithOneself}, {@link chat.parley.friendship.person.UserNotFound}, {@link FriendshipExists} or
     * {@link BlockBetween}, and with {@link InvalidToken} when the caller's own account is no more.
     */
    public Uni<FriendshipOfPeople> request(Caller caller, UUID to, FriendshipStatus status) {
        var wanted = new NewFriendship(caller.userId(), to, status);
        return persons.of(to, caller)
                .call(() -> persons.of(caller))
                .chain(() -> outbox.inTransaction(
                        transaction -> unblocked(wanted, transaction).chain(() -> add(wanted, transaction))));
    }

    /**
     * Asks without saying anything about one's own side, and even somebody whom the caller blocks, which ends the block.
     *
     * <p>Fails with {@link WithOneself}, {@link CannotAsk}, {@link BlockBetween}, or {@link FriendshipExists} when somebody asked
     * at this moment.
     */
    public Uni<FriendshipOfPeople> ask(Caller caller, UUID to) {
        var wanted = new NewFriendship(caller.userId(), to, FriendshipStatus.PENDING);
        return persons.of(to, caller)
                .call(() -> persons.of(caller))
                .chain(() -> outbox.inTransaction(transaction -> unblocked(wanted, transaction)
                        .chain(() -> friendships.lockBetween(wanted.from(), to, transaction))
                        .call(before -> giveWay(before, caller, transaction))
                        .chain(() -> add(wanted, transaction))));
    }

    /** Also holds back a block until the request is made. */
    private Uni<Void> unblocked(NewFriendship wanted, SqlConnection transaction) {
        return blocks.lockPair(wanted.from(), wanted.to(), transaction)
                .chain(() -> blocks.refuseBetween(wanted.from(), wanted.to(), transaction));
    }

    private Uni<Void> giveWay(Friendship before, Caller caller, SqlConnection transaction) {
        if (before == null) {
            return Uni.createFrom().voidItem();
        }
        before.giveWayToRequestBy(caller.userId());
        return remove(before, caller, transaction);
    }

    private Uni<FriendshipOfPeople> add(NewFriendship wanted, SqlConnection transaction) {
        return friendships
                .add(wanted, transaction)
                .chain(friendship -> withPeople(friendship, transaction))
                .call(made -> tell(made.friendship().requestedEvent(made.from(), made.to()), transaction));
    }

    /** Fails with {@link FriendshipNotFound} when there is no such request now, and with {@link NotTheReceiver}. */
    public Uni<FriendshipOfPeople> answerRequest(Caller caller, long number, FriendshipStatus status) {
        return outbox.inTransaction(
                transaction -> answerRequest(friendships.lock(number, transaction), caller, status, transaction));
    }

    /** Like {@link #answerRequest}, by who asked. */
    public Uni<FriendshipOfPeople> answerRequestOf(Caller caller, UUID asking, FriendshipStatus status) {
        return outbox.inTransaction(transaction -> answerRequest(
                friendships
                        .lockBetween(caller.userId(), asking, transaction)
                        .map(found -> found == null || found.from().equals(asking) ? found : null),
                caller,
                status,
                transaction));
    }

    private Uni<FriendshipOfPeople> answerRequest(
            Uni<Friendship> found, Caller caller, FriendshipStatus status, SqlConnection transaction) {
        return orNotFound(found)
                .chain(before -> answer(before, before.requestAnswered(caller.userId(), status), caller, transaction));
    }

    /**
     * Fails with {@link FriendshipNotFound}, {@link NotASide}, or {@link BlockBetween} when it would come to life past a block.
     * Saying the same again changes nothing.
     */
    public Uni<FriendshipOfPeople> answer(Caller caller, UUID id, FriendshipStatus status) {
        return outbox.inTransaction(transaction -> locked(id, transaction)
                .chain(before -> answer(before, before.answered(caller.userId(), status), caller, transaction)));
    }

    /** Fails with {@link FriendshipNotFound}, {@link NotASide}, or {@link RejectedByThem}. */
    public Uni<Void> remove(Caller caller, UUID id) {
        return outbox.inTransaction(
                transaction -> locked(id, transaction).chain(found -> remove(found, caller, transaction)));
    }

    /** Fails with {@link FriendshipNotFound} when the two are no friends. */
    public Uni<Void> unfriend(Caller caller, UUID other) {
        return outbox.inTransaction(transaction -> orNotFound(friendships
                        .lockBetween(caller.userId(), other, transaction)
                        .map(found -> found != null && found.isAccepted() ? found : null))
                .chain(found -> remove(found, caller, transaction)));
    }

    /**
     * Ends what is between the caller and somebody whom they block from now on. Where either has said no, that stays: a block
     * that is taken back does not take back more.
     */
    public Uni<Void> endForBlock(Caller caller, UUID other, SqlConnection transaction) {
        return friendships
                .lockBetween(caller.userId(), other, transaction)
                .chain(found -> found == null || found.isRejected()
                        ? Uni.createFrom().voidItem()
                        : remove(found, caller, transaction));
    }

    private Uni<Void> remove(Friendship friendship, Caller caller, SqlConnection transaction) {
        return withPeople(friendship, transaction)
                .call(last -> tell(
                        friendship.removedEvent(caller.userId(), last.from(), last.to(), clock.instant()), transaction))
                .chain(() -> friendships.remove(friendship, transaction));
    }

    /**
     * The caller's, newest first.
     *
     * @param cursor where to go on, null for the beginning
     */
    public Uni<Listing<FriendshipOfPeople>> of(Caller caller, FriendshipFilter filter, int limit, String cursor) {
        var below =
                cursor == null ? Long.MAX_VALUE : Cursor.read(cursor, LIST, 1).number(0);
        return friendships
                .of(caller.userId(), filter, below, limit + 1)
                .map(found -> Listing.of(found, limit, friendship -> Cursor.of(LIST, friendship.number())))
                .chain(this::withPeople);
    }

    private Uni<Listing<FriendshipOfPeople>> withPeople(Listing<Friendship> found) {
        return withPeople(found.items()).map(items -> new Listing<>(items, found.next()));
    }

    /** The caller's newest {@value #LIST_LIMIT}, oldest first. */
    public Uni<List<Friendship>> of(Caller caller) {
        return friendships.of(caller.userId(), LIST_LIMIT);
    }

    /** Like {@link #of}, with the people. */
    public Uni<List<FriendshipOfPeople>> withPeople(Caller caller) {
        return of(caller).chain(this::withPeople);
    }

    /** The newest {@value #LIST_LIMIT} requests that wait for the caller's answer, newest first. */
    public Uni<List<FriendshipOfPeople>> requestsTo(Caller caller) {
        return friendships.pendingTo(caller.userId(), LIST_LIMIT).chain(this::withPeople);
    }

    /** The friends of the caller, by number; of more than {@value #LIST_LIMIT}, those who came last. */
    public Uni<List<Person>> friendsOf(Caller caller) {
        return friendships
                .accepted(caller.userId(), LIST_LIMIT)
                .map(mine -> mine.stream()
                        .map(friendship -> friendship.otherThan(caller.userId()))
                        .toList())
                .chain(others -> people.find(others))
                .map(known -> known.values().stream()
                        .sorted(Comparator.comparingLong(Person::number))
                        .toList());
    }

    private Uni<List<FriendshipOfPeople>> withPeople(List<Friendship> some) {
        return people.find(users(some.stream()))
                .map(known -> some.stream()
                        .map(friendship -> FriendshipOfPeople.of(friendship, known))
                        .toList());
    }

    /** Fails with {@link FriendshipNotFound} when it is none of the caller's, too. */
    Uni<FriendshipOfPeople> find(Caller caller, UUID id) {
        return shown(friendships.find(id), friendship -> friendship.isOf(caller.userId()));
    }

    /** Fails with {@link FriendshipNotFound}. */
    public Uni<FriendshipOfPeople> between(Caller caller, UUID other) {
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
                : allowed(after, transaction)
                        .chain(() -> friendships.update(after, transaction))
                        .chain(stored -> withPeople(stored, transaction))
                        .call(stored -> tell(
                                stored.friendship().answeredEvent(caller.userId(), before, stored.from(), stored.to()),
                                transaction));
    }

    /** Nobody becomes a friend past a block. One that is made at this moment waits for the row, and ends what it finds. */
    private Uni<Void> allowed(Friendship after, SqlConnection transaction) {
        return after.isRejected()
                ? Uni.createFrom().voidItem()
                : blocks.refuseBetween(after.from(), after.to(), transaction);
    }

    private Uni<Friendship> locked(UUID id, SqlConnection transaction) {
        return orNotFound(friendships.lock(id, transaction));
    }

    private static Uni<Friendship> orNotFound(Uni<Friendship> found) {
        return found.onItem().ifNull().failWith(FriendshipNotFound::new);
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
