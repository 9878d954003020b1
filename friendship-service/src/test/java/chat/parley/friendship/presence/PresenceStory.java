package chat.parley.friendship.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.parley.common.chat.ChatKeys;
import chat.parley.common.chat.NodeEvent;
import chat.parley.common.chat.NodeEvent.PresenceChanged;
import chat.parley.common.event.FriendshipEvent;
import chat.parley.common.event.Json;
import chat.parley.common.event.Person;
import chat.parley.common.event.PresenceEvent;
import chat.parley.common.event.PresenceEvent.LeasesChanged;
import chat.parley.common.event.UserEvent;
import chat.parley.common.event.UserEvent.ProfileChanged;
import chat.parley.common.stream.EntryId;
import chat.parley.common.stream.StreamTrim;
import chat.parley.common.stream.Streams;
import chat.parley.friendship.Told;
import chat.parley.friendship.User;
import chat.parley.friendship.person.People;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;

/** What tests of presence do and see: sockets that come and go on two nodes, and what these are told. */
abstract class PresenceStory {

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

    final String here = node();
    final String there = node();
    User ann;
    User bob;

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

    /** Whose profile has come round. */
    User somebody() {
        var user = User.known();
        told.tell(UserEvent.STREAM, new ProfileChanged(user.person(1)));
        await().until(() -> known(user) != null);
        return user;
    }

    void comes(User user, String node) {
        told.online(user, node);
        changed(user);
    }

    /** Whoever goes before anybody has looked was never there. */
    void goes(User user, String node) {
        settle();
        told.offline(user, node);
        changed(user);
    }

    void changed(User user) {
        told.tell(PresenceEvent.STREAM, new LeasesChanged(List.of(user.id()), Instant.now()));
    }

    /** The stream is read in order: once a later event has taken effect, the earlier ones have. */
    void settle() {
        var last = User.unknown();
        told.tell(UserEvent.STREAM, new ProfileChanged(last.person(1)));
        await().until(() -> known(last) != null);
        var node = node();
        open(node);
        comes(last, node);
        await().until(() -> statuses(node, last).size() == 1);
    }

    /** As many events as that have come out of what the user did with others, and what follows from them has. */
    void settleFriendships(User user, int events) {
        var friendship = UUID.fromString(friendshipOf(user));
        await().until(() -> told.of(friendship).size() == events);
        var last = streams.read(FriendshipEvent.STREAM, "0", 10_000, Duration.ofMillis(1))
                .getLast()
                .id();
        await().until(() -> trim.firstUnfinished(FriendshipEvent.STREAM, List.of("friendship-service"))
                .filter(unfinished -> unfinished.compareTo(EntryId.parse(last)) > 0)
                .isPresent());
    }

    Person known(User user) {
        return people.find(List.of(user.id())).await().indefinitely().get(user.id());
    }

    List<String> toldOf(String node, User user, int count) {
        await().untilAsserted(() -> assertThat(statuses(node, user)).hasSizeGreaterThanOrEqualTo(count));
        return statuses(node, user);
    }

    List<String> statuses(String node, User user) {
        return events(node).stream()
                .filter(of(user))
                .map(PresenceChanged::status)
                .toList();
    }

    PresenceChanged lastOf(String node, User user) {
        return events(node).stream()
                .filter(of(user))
                .reduce((_, later) -> later)
                .orElseThrow();
    }

    static Predicate<PresenceChanged> of(User user) {
        return event -> event.userId().equals(user.id()) && event.number() == user.number();
    }

    List<PresenceChanged> events(String node) {
        return streams.read(ChatKeys.deliver(node), "0", 1000, Duration.ofMillis(1)).stream()
                .flatMap(entry -> Stream.of(Json.read(entry.fields().get(ChatKeys.EVENTS), NodeEvent[].class)))
                .map(PresenceChanged.class::cast)
                .toList();
    }

    static String node() {
        return UUID.randomUUID().toString();
    }

    void open(String node) {
        streams.append(ChatKeys.deliver(node), Map.of(ChatKeys.EVENTS, "[]"))
                .await()
                .indefinitely();
    }

    static void ask(User asking, User asked) {
        asking.calls()
                .post("/api/users/" + asked.number() + "/send-friend-request/")
                .then()
                .statusCode(201);
    }

    static void answer(User asked, User asking, String how) {
        asked.calls()
                .post("/api/users/" + asking.number() + "/" + how + "-friend-request/")
                .then()
                .statusCode(200);
    }

    static String friendshipOf(User user) {
        return user.calls()
                .get("/api/users/friendship/")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getString("[0].id");
    }

    static List<Long> onlineFriends(User user) {
        return user.calls()
                .get("/internal/online-friends")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("friends.number", Long.class);
    }
}
