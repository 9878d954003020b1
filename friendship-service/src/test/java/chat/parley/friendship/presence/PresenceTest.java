package chat.parley.friendship.presence;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import chat.parley.common.chat.ChatKeys;
import chat.parley.common.chat.NodeEvent;
import chat.parley.common.chat.NodeEvent.PresenceChanged;
import chat.parley.common.event.FriendshipEvent;
import chat.parley.common.event.Json;
import chat.parley.common.event.Person;
import chat.parley.common.event.PresenceEvent;
import chat.parley.common.event.PresenceEvent.LeasesChanged;
import chat.parley.common.event.PresenceEvent.LeasesRestored;
import chat.parley.common.event.UserEvent;
import chat.parley.common.event.UserEvent.ProfileChanged;
import chat.parley.common.stream.EntryId;
import chat.parley.common.stream.StreamTrim;
import chat.parley.common.stream.Streams;
import chat.parley.friendship.FriendshipServiceTest;
import chat.parley.friendship.Told;
import chat.parley.friendship.User;
import chat.parley.friendship.person.People;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@FriendshipServiceTest
class PresenceTest {

    private static final Duration A_WHILE = Duration.ofMillis(400);

    @Inject
    Told told;

    @Inject
    Streams streams;

    @Inject
    StreamTrim trim;

    @Inject
    People people;

    @Inject
    Pool pool;

    private final String here = node();
    private final String there = node();
    private User ann;
    private User bob;

    @BeforeEach
    void befriend() {
        ann = somebody();
        bob = somebody();
        open(here);
        open(there);
        ask(ann, bob);
        answer(bob, ann, "accept");
        settleFriendships(bob, 2);
    }

    @Test
    void friendsAndTheUserAreToldWhenTheFirstSocketComesAndTheLastGoes() {
        comes(bob, there);
        comes(ann, here);
        goes(ann, here);

        assertThat(toldOf(there, ann, 2)).containsExactly("online", "offline");
        assertThat(events(there).stream().filter(of(ann)).flatMap(event -> event.users().stream()))
                .containsOnly(bob.id());
        assertThat(toldOf(here, ann, 1)).containsExactly("online");
    }

    @Test
    void ofSeveralSocketsOnSeveralNodesTheLastCounts() {
        comes(bob, there);
        comes(ann, here);
        comes(ann, there);
        goes(ann, here);
        settle();
        assertThat(statuses(there, ann)).containsExactly("online");

        goes(ann, there);

        assertThat(toldOf(there, ann, 2)).containsExactly("online", "offline");
    }

    @Test
    void eventThatComesLateOrTwiceTellsNothingNew() {
        comes(bob, there);
        comes(ann, here);
        changed(ann);
        changed(ann);
        settle();

        assertThat(statuses(there, ann)).containsExactly("online");
    }

    @Test
    void strangersAndWhoIsBlockedAreNotTold() {
        var stranger = somebody();
        var blocked = somebody();
        ask(blocked, ann);
        answer(ann, blocked, "reject");
        var asked = somebody();
        ask(ann, asked);
        var elsewhere = node();
        open(elsewhere);
        Stream.of(stranger, blocked, asked).forEach(user -> comes(user, elsewhere));
        settle();

        comes(ann, here);
        assertThat(toldOf(here, ann, 1)).containsExactly("online");
        settle();

        assertThat(statuses(elsewhere, ann)).isEmpty();
    }

    @Test
    void statusThatSomebodySetIsShownWhileTheyAreOnline() {
        comes(bob, there);
        sets(ann, "busy", 2);
        comes(ann, here);
        assertThat(toldOf(there, ann, 1)).containsExactly("busy");

        sets(ann, "away", 3);
        sets(ann, "offline", 4);
        sets(ann, "online", 5);

        assertThat(toldOf(there, ann, 4)).containsExactly("busy", "away", "offline", "online");
    }

    @Test
    void statusOfSomebodyWithoutASocketIsNotTold() {
        comes(bob, there);
        comes(ann, here);
        goes(ann, here);
        assertThat(toldOf(there, ann, 2)).hasSize(2);

        sets(ann, "busy", 2);
        settle();

        assertThat(statuses(there, ann)).containsExactly("online", "offline");
    }

    @Test
    void nodeThatDiedSaidNothingAndItsUsersAreFoundGone() {
        comes(bob, there);
        comes(ann, here);
        assertThat(toldOf(there, ann, 1)).containsExactly("online");

        told.offline(ann, here);

        assertThat(toldOf(there, ann, 2)).containsExactly("online", "offline");
    }

    @Test
    void nobodyIsTakenForGoneWhileRedisIsNew() {
        comes(bob, there);
        comes(ann, here);
        assertThat(toldOf(there, ann, 1)).containsExactly("online");

        streams.ask(Request.cmd(Command.DEL).arg(LeasesSettled.SINCE));
        told.offline(ann, here);
        await().during(Duration.ofMillis(700)).until(() -> statuses(there, ann).size() == 1);
        told.online(ann, here);
        changed(ann);
        settle();

        assertThat(statuses(there, ann)).containsExactly("online");
    }

    @Test
    void whoseNodeLostRedisIsToldOfAllFriendsAgain() {
        comes(ann, here);
        comes(bob, there);
        assertThat(toldOf(there, bob, 1)).hasSize(1);
        streams.ask(Request.cmd(Command.DEL).arg(ChatKeys.deliver(there)));
        open(there);

        tellAgain(bob);

        assertThat(toldOf(there, ann, 1)).containsExactly("online");
    }

    @Test
    void newFriendsAreToldOfOneAnother() {
        var cleo = somebody();
        comes(ann, here);
        comes(cleo, there);
        settle();
        assertThat(statuses(there, ann)).isEmpty();

        ask(cleo, ann);
        answer(ann, cleo, "accept");

        assertThat(toldOf(there, ann, 1)).containsExactly("online");
        assertThat(toldOf(here, cleo, 1)).containsExactly("online");
    }

    @Test
    void newFriendsAreToldOnlyWhatIsCertain() {
        var cleo = somebody();
        comes(ann, here);
        comes(cleo, there);
        settle();
        var connection = pool.getConnection().await().indefinitely();
        var transaction = connection.begin().await().indefinitely();
        connection
                .preparedQuery("UPDATE presence SET status = 'busy' WHERE user_id = $1")
                .execute(Tuple.of(ann.id()))
                .await()
                .indefinitely();

        ask(cleo, ann);
        answer(ann, cleo, "accept");
        await().during(A_WHILE).until(() -> statuses(there, ann).isEmpty());
        transaction.commit().await().indefinitely();
        connection.close().await().indefinitely();

        assertThat(toldOf(there, ann, 1)).containsExactly("busy");
    }

    @Test
    void friendsNoMoreAreShownToOneAnotherAsOfflineAndNothingIsToldOfThemAnyMore() {
        comes(ann, here);
        comes(bob, there);
        assertThat(toldOf(here, bob, 1)).containsExactly("online");

        ann.calls()
                .post("/api/users/" + bob.number() + "/remove-friend/")
                .then()
                .statusCode(200);
        assertThat(toldOf(here, bob, 2)).containsExactly("online", "offline");
        assertThat(lastOf(here, bob).lastSeen()).isNull();
        assertThat(toldOf(there, ann, 1)).contains("offline");
        var toldOfAnn = statuses(there, ann);
        goes(ann, here);
        settle();

        assertThat(statuses(there, ann)).isEqualTo(toldOfAnn);
    }

    @Test
    void friendWhoSaysNoLaterIsShownAsOffline() {
        comes(ann, here);
        comes(bob, there);
        assertThat(toldOf(here, bob, 1)).containsExactly("online");

        bob.calls()
                .contentType("application/json")
                .body(Map.of("friendship_id", friendshipOf(bob), "status", "rejected"))
                .patch("/api/users/friendship/")
                .then()
                .statusCode(200);

        assertThat(toldOf(here, bob, 2)).containsExactly("online", "offline");
        assertThat(onlineFriends(ann)).isEmpty();
    }

    @Test
    void whoBlocksAFriendIsShownToThemAsOfflineAndTheOtherWayRound() {
        comes(ann, here);
        comes(bob, there);
        assertThat(toldOf(here, bob, 1)).containsExactly("online");

        ann.calls().put("/api/v1/blocks/" + bob.id()).then().statusCode(204);

        assertThat(toldOf(here, bob, 2)).containsExactly("online", "offline");
        await().until(() -> lastOf(there, ann).status().equals("offline"));
        assertThat(onlineFriends(bob)).isEmpty();
    }

    @Test
    void whoRejectsARequestIsNotShownAtAll() {
        var cleo = somebody();
        comes(cleo, there);
        comes(ann, here);
        settle();

        ask(cleo, ann);
        answer(ann, cleo, "reject");
        settleFriendships(cleo, 2);

        assertThat(statuses(there, ann)).isEmpty();
    }

    @Test
    void whoIsOfflineWasLastSeenWhenTheyWent() {
        comes(bob, there);
        comes(ann, here);
        assertThat(toldOf(there, ann, 1)).hasSize(1);
        assertThat(lastOf(there, ann).lastSeen()).isNull();
        var before = Instant.now();

        goes(ann, here);

        assertThat(toldOf(there, ann, 2)).containsExactly("online", "offline");
        assertThat(lastOf(there, ann).lastSeen()).isBetween(before, Instant.now());
    }

    @Test
    void whoHidesIsLastSeenAtThatTimeAndNotWhenTheyLeave() {
        comes(bob, there);
        comes(ann, here);
        assertThat(toldOf(there, ann, 1)).containsExactly("online");
        sets(ann, "offline", 2);
        assertThat(toldOf(there, ann, 2)).containsExactly("online", "offline");
        var hidden = lastOf(there, ann).lastSeen();

        goes(ann, here);
        settle();
        tellAgain(bob);

        await().untilAsserted(() -> assertThat(statuses(there, ann)).hasSize(3));
        assertThat(lastOf(there, ann).lastSeen()).isEqualTo(hidden);
    }

    @Test
    void somebodyWhomWeDoNotKnowYetIsShownOnceWeDo() {
        var early = User.unknown();
        comes(early, here);
        settle();

        told.tell(UserEvent.STREAM, new ProfileChanged(early.person(1)));

        assertThat(toldOf(here, early, 1)).containsExactly("online");
    }

    @Test
    void friendsWhoAreOnlineAreListedForTheGateway() {
        assertThat(onlineFriends(bob)).isEmpty();

        told.online(ann, here);
        assertThat(onlineFriends(bob)).containsExactly(ann.number());
        sets(ann, "busy", 2);
        assertThat(onlineFriends(bob)).containsExactly(ann.number());
        sets(ann, "offline", 3);
        await().until(() -> onlineFriends(bob).isEmpty());

        given().get("/internal/online-friends")
                .then()
                .statusCode(401)
                .body("detail", equalTo("Authentication credentials were not provided."));
    }

    /** Whose profile has come round. */
    private User somebody() {
        var user = User.known();
        told.tell(UserEvent.STREAM, new ProfileChanged(user.person(1)));
        await().until(() -> known(user) != null);
        return user;
    }

    private void comes(User user, String node) {
        told.online(user, node);
        changed(user);
    }

    /** Whoever goes before anybody has looked was never there. */
    private void goes(User user, String node) {
        settle();
        told.offline(user, node);
        changed(user);
    }

    private void changed(User user) {
        told.tell(PresenceEvent.STREAM, new LeasesChanged(List.of(user.id()), Instant.now()));
    }

    private void tellAgain(User user) {
        told.tell(PresenceEvent.STREAM, new LeasesRestored(List.of(user.id()), Instant.now()));
    }

    private void sets(User user, String status, long version) {
        var person = user.person(version);
        told.tell(
                UserEvent.STREAM,
                new ProfileChanged(new Person(
                        person.userId(),
                        person.number(),
                        person.username(),
                        person.email(),
                        person.firstName(),
                        person.lastName(),
                        null,
                        null,
                        status,
                        version)));
        await().until(() -> status.equals(known(user).status()));
    }

    /** The stream is read in order: once a later event has taken effect, the earlier ones have. */
    private void settle() {
        var last = User.unknown();
        told.tell(UserEvent.STREAM, new ProfileChanged(last.person(1)));
        await().until(() -> known(last) != null);
        var node = node();
        open(node);
        comes(last, node);
        await().until(() -> statuses(node, last).size() == 1);
    }

    /** As many events as that have come out of what the user did with others, and what follows from them has. */
    private void settleFriendships(User user, int events) {
        var friendship = UUID.fromString(friendshipOf(user));
        await().until(() -> told.of(friendship).size() == events);
        var last = streams.read(FriendshipEvent.STREAM, "0", 10_000, Duration.ofMillis(1))
                .getLast()
                .id();
        await().until(() -> trim.firstUnfinished(FriendshipEvent.STREAM, List.of("friendship-service"))
                .filter(unfinished -> unfinished.compareTo(EntryId.parse(last)) > 0)
                .isPresent());
    }

    private Person known(User user) {
        return people.find(List.of(user.id())).await().indefinitely().get(user.id());
    }

    private List<String> toldOf(String node, User user, int count) {
        await().untilAsserted(() -> assertThat(statuses(node, user)).hasSizeGreaterThanOrEqualTo(count));
        return statuses(node, user);
    }

    private List<String> statuses(String node, User user) {
        return events(node).stream()
                .filter(of(user))
                .map(PresenceChanged::status)
                .toList();
    }

    private PresenceChanged lastOf(String node, User user) {
        return events(node).stream()
                .filter(of(user))
                .reduce((_, later) -> later)
                .orElseThrow();
    }

    private static Predicate<PresenceChanged> of(User user) {
        return event -> event.userId().equals(user.id()) && event.number() == user.number();
    }

    private List<PresenceChanged> events(String node) {
        return streams.read(ChatKeys.deliver(node), "0", 1000, Duration.ofMillis(1)).stream()
                .flatMap(entry -> Stream.of(Json.read(entry.fields().get(ChatKeys.EVENTS), NodeEvent[].class)))
                .map(PresenceChanged.class::cast)
                .toList();
    }

    private static String node() {
        return UUID.randomUUID().toString();
    }

    private void open(String node) {
        streams.append(ChatKeys.deliver(node), Map.of(ChatKeys.EVENTS, "[]"))
                .await()
                .indefinitely();
    }

    private static void ask(User asking, User asked) {
        asking.calls()
                .post("/api/users/" + asked.number() + "/send-friend-request/")
                .then()
                .statusCode(201);
    }

    private static void answer(User asked, User asking, String how) {
        asked.calls()
                .post("/api/users/" + asking.number() + "/" + how + "-friend-request/")
                .then()
                .statusCode(200);
    }

    private static String friendshipOf(User user) {
        return user.calls()
                .get("/api/users/friendship/")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getString("[0].id");
    }

    private static List<Long> onlineFriends(User user) {
        return user.calls()
                .get("/internal/online-friends")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("friends.number", Long.class);
    }
}
