package chat.parley.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.parley.common.chat.NodeEvent.PresenceChanged;
import chat.parley.common.event.AuthEvent;
import chat.parley.common.event.Event;
import chat.parley.common.event.UserEvent;
import chat.parley.common.event.UserEvent.NotificationCreated;
import chat.parley.common.outbox.EventEntry;
import chat.parley.common.stream.Streams;
import chat.parley.gateway.testing.Neighbours;
import chat.parley.gateway.testing.Person;
import chat.parley.gateway.testing.TestSocket;
import chat.parley.gateway.testing.ToldPresence;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class SocialSocketTest extends SocketTest {

    private static final Duration A_WHILE = Duration.ofMillis(400);
    private static final Duration WHAT_COMES_LATE = Duration.ofSeconds(2);
    private static final AtomicLong NUMBERS = new AtomicLong();

    @Inject
    Streams streams;

    @Inject
    ToldPresence presence;

    @Inject
    Node node;

    @Test
    void firstFrameNamesTheFriendsWhoAreOnlineAndTheUser() {
        Neighbours.online(ben, anna);

        try (var annas = connect(anna);
                var bens = connect(ben)) {

            assertThat(users(annas.next())).containsExactly(anna.number(), ben.number());
            assertThat(users(bens.next())).containsExactly(ben.number());
        }
    }

    @Test
    void whatHappensBeforeTheFirstFrameComesAfterItInItsOrder() {
        try (var earlier = enter(anna)) {
            Neighbours.friendshipAnswers = new CountDownLatch(1);
            try (var annas = connect(anna)) {
                shown(ben, "online", anna);
                shown(ben, "away", anna);
                notify(anna, ben);
                next(3, earlier);

                Neighbours.friendshipAnswers.countDown();

                assertThat(users(annas.next())).containsExactly(anna.number());
                var kept = next(3, annas);
                assertThat(kept)
                        .filteredOn(frame -> frame.path("type").asText().equals("status_update"))
                        .extracting(frame -> status(frame, ben))
                        .containsExactly("online", "away");
                assertThat(kept)
                        .as("by another way, and so at any place")
                        .filteredOn(frame -> frame.path("type").asText().equals("notification"))
                        .hasSize(1);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"online", "offline", "busy", "away"})
    void statusIsToldToEverySocketOfWhomItIsFor(String status) {
        try (var annas = enter(anna);
                var annasOther = enter(anna);
                var bens = enter(ben)) {

            shown(ben, status, anna);

            for (var socket : List.of(annas, annasOther)) {
                assertThat(status(socket.next(), ben)).isEqualTo(status);
            }
            assertThat(bens.isSilentFor(A_WHILE)).isTrue();
        }
    }

    @Test
    void notificationIsToldOnceAndNamesItsSender() {
        try (var annas = enter(anna);
                var bens = enter(ben)) {
            var created = notification(anna, ben);

            tell(UserEvent.STREAM, created);
            tell(UserEvent.STREAM, created);

            var frame = annas.next();
            assertThat(frame.path("type").asText()).isEqualTo("notification");
            assertThat(frame.at("/notification/id").asLong()).isEqualTo(created.number());
            assertThat(frame.at("/notification/sender").asText()).isEqualTo("ben@example.org");
            assertThat(frame.at("/notification/recipient/id").asLong()).isEqualTo(anna.number());
            assertThat(annas.isSilentFor(A_WHILE)).isTrue();
            assertThat(bens.isSilentFor(A_WHILE)).isTrue();
        }
    }

    @Test
    void notificationOfLongAgoIsNotToldAnew() {
        try (var annas = enter(anna)) {
            var now = notification(anna, ben);
            tell(
                    UserEvent.STREAM,
                    new NotificationCreated(
                            UUID.randomUUID(),
                            1,
                            anna.id(),
                            null,
                            "message",
                            "old",
                            null,
                            Instant.EPOCH,
                            null,
                            null,
                            List.of()));
            tell(UserEvent.STREAM, now);

            assertThat(annas.next().at("/notification/id").asLong()).isEqualTo(now.number());
        }
    }

    @Test
    void messagesAreNoneOfIt() {
        var chat = writer.befriend(anna, ben);
        try (var annas = enter(anna);
                var annasFriendship = open(anna);
                var bens = open(ben)) {
            bens.send(message(chat.friendship, "hello"));
            assertThat(annasFriendship.next().path("type").asText()).isEqualTo("friendship_message");

            assertThat(annas.isSilentFor(A_WHILE)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ws/main/", "/ws/main/?token=", "/ws/main/?token=nonsense", "/ws/main?token=nonsense"})
    void nobodyComesInWithoutAGoodToken(String path) {
        assertThat(TestSocket.refusal(port, path, TestSocket.builder())).isEqualTo(403);
    }

    @Test
    void refreshAndExpiredTokensAreNoGoodTokens() {
        for (var token : List.of(anna.refresh(), anna.expiredAccess())) {
            assertThat(TestSocket.refusal(port, "/ws/main/?token=" + token, TestSocket.builder()))
                    .isEqualTo(403);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "hello", "{\"type\":\"status_update\",\"status\":\"busy\"}"})
    void whatTheClientSendsIsIgnored(String frame) {
        try (var annas = enter(anna)) {
            annas.send(frame);
            shown(ben, "online", anna);

            assertThat(status(annas.next(), ben)).isEqualTo("online");
            assertThat(writer.batchesOf(anna)).isEmpty();
        }
    }

    @Test
    void socketClosesWhenItsLoginSessionEnds() {
        try (var annas = enter(anna)) {
            Neighbours.ENDED_SESSIONS.put(anna.sid(), Instant.now());
            tell(AuthEvent.STREAM, new AuthEvent.SessionEnded(anna.id(), anna.sid(), Instant.now()));

            assertThat(annas.awaitClose().code()).isEqualTo(4001);
        }
    }

    @Test
    void firstSocketAndLastAreNewsAndThoseBetweenAreNot() {
        try (var first = enter(anna)) {
            await().until(() -> presence.changes(anna) == 1);
            try (var second = open(anna);
                    var third = TestSocket.open(port, "/ws?token=" + anna.access(), TestSocket.builder())) {
                assertThat(Stream.of(first, second, third)).allMatch(TestSocket::isOpen);
            }
            await().during(A_WHILE).until(() -> presence.changes(anna) == 1);
        }

        await().until(() -> presence.changes(anna) == 2);
        assertThat(writer.nodes(anna.id())).isEmpty();
    }

    @Test
    void leaseStandsBeforeItIsToldOf() {
        try (var annas = enter(anna)) {
            await().until(() -> presence.changes(anna) == 1);

            assertThat(writer.nodes(anna.id())).containsExactly(node.name());
            assertThat(annas.isOpen()).isTrue();
        }
    }

    @Test
    void whoIsHereWhenRedisIsEmptiedIsToldOfAgain() {
        try (var annas = enter(anna);
                var bens = open(ben)) {
            await().until(() -> presence.changes(anna) == 1 && presence.changes(ben) == 1);

            streams.ask(Request.cmd(Command.FLUSHALL));

            await().until(() -> presence.restorations(anna) > 0 && presence.restorations(ben) > 0);
            assertThat(writer.nodes(anna.id())).containsExactly(node.name());
            assertThat(Stream.of(annas, bens)).allMatch(TestSocket::isOpen);
        }
    }

    /** Under load many wait in vain at once; an error for each would hide those that matter. */
    @Test
    void whoWaitsForFriendsInVainBeginsWithoutThemAndLeavesNoErrorBehind() {
        List<Throwable> unhandled = new CopyOnWriteArrayList<>();
        Infrastructure.setDroppedExceptionHandler(unhandled::add);
        Neighbours.friendshipAnswers = new CountDownLatch(1);
        try (var annas = connect(anna)) {
            assertThat(users(annas.next())).containsExactly(anna.number());

            await().during(WHAT_COMES_LATE).until(unhandled::isEmpty);
        } finally {
            Neighbours.friendshipAnswers.countDown();
            Infrastructure.resetDroppedExceptionHandler();
        }
    }

    @Test
    void socketOpensWithoutFriendshipServiceWhichIsAskedToTellLater() {
        Neighbours.online(ben, anna);
        Neighbours.friendshipAway = true;

        try (var annas = connect(anna)) {

            assertThat(users(annas.next())).containsExactly(anna.number());
            await().until(() -> presence.restorations(anna) > 0);
            shown(ben, "online", anna);
            assertThat(status(annas.next(), ben)).isEqualTo("online");
        }
    }

    @Test
    void friendshipServiceThatDoesNotAnswerIsNotWaitedForLong() {
        Neighbours.friendshipAnswers = new CountDownLatch(1);

        try (var annas = connect(anna)) {

            assertThat(users(annas.next())).containsExactly(anna.number());
            await().until(() -> presence.restorations(anna) > 0);
        } finally {
            Neighbours.friendshipAnswers.countDown();
        }
    }

    private TestSocket connect(Person as) {
        return TestSocket.open(port, "/ws/main/?token=" + as.access(), TestSocket.builder());
    }

    /** Connects, and reads who is online. */
    private TestSocket enter(Person as) {
        var socket = connect(as);
        assertThat(socket.next().path("type").asText()).isEqualTo("group_users");
        return socket;
    }

    private static List<JsonNode> next(int count, TestSocket socket) {
        return Stream.generate(socket::next).limit(count).toList();
    }

    private void shown(Person person, String status, Person to) {
        writer.tell(node.name(), new PresenceChanged(List.of(to.id()), person.id(), person.number(), status, null));
    }

    private void notify(Person recipient, Person sender) {
        tell(UserEvent.STREAM, notification(recipient, sender));
    }

    private static NotificationCreated notification(Person recipient, Person sender) {
        return new NotificationCreated(
                UUID.randomUUID(),
                NUMBERS.incrementAndGet(),
                recipient.id(),
                person(sender),
                "message",
                sender.username() + " sent you a message.",
                null,
                Instant.now(),
                person(recipient),
                null,
                List.of(recipient.id()));
    }

    private static chat.parley.common.event.Person person(Person person) {
        return new chat.parley.common.event.Person(
                person.id(),
                person.number(),
                person.username(),
                person.username() + "@example.org",
                "",
                "",
                null,
                null,
                "online",
                1);
    }

    private void tell(String stream, Event event) {
        streams.append(stream, EventEntry.fields(event)).await().indefinitely();
    }

    private static List<Long> users(JsonNode frame) {
        assertThat(frame.path("type").asText()).isEqualTo("group_users");
        return StreamSupport.stream(frame.path("users").spliterator(), false)
                .map(JsonNode::asLong)
                .toList();
    }

    private static String status(JsonNode frame, Person of) {
        assertThat(frame.path("type").asText()).isEqualTo("status_update");
        assertThat(frame.path("user_id").asLong()).isEqualTo(of.number());
        return frame.path("status").asText();
    }
}
