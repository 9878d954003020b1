package chat.parley.user.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.parley.common.chat.ChatKeys;
import chat.parley.common.chat.ConversationId;
import chat.parley.common.event.FriendshipEvent;
import chat.parley.common.event.FriendshipEvent.Blocked;
import chat.parley.common.event.FriendshipEvent.FriendshipAnswered;
import chat.parley.common.event.FriendshipEvent.FriendshipRequested;
import chat.parley.common.event.FriendshipEvent.Unblocked;
import chat.parley.common.event.FriendshipState;
import chat.parley.common.event.MessageEvent;
import chat.parley.common.event.MessageEvent.MessagesPosted;
import chat.parley.common.event.MessageEvent.Posted;
import chat.parley.common.event.Person;
import chat.parley.common.stream.Streams;
import chat.parley.user.Told;
import chat.parley.user.User;
import chat.parley.user.UserServiceTest;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@UserServiceTest
class InboxTest {

    @Inject
    Told told;

    @Inject
    Streams streams;

    @Inject
    Notifications notifications;

    private User ann;
    private User bob;

    @BeforeEach
    void signUp() {
        ann = told.registered(User.unique());
        bob = told.registered(User.unique());
    }

    @Test
    void requestAndAnswerAreEachToldOnce() {
        var friendship = UUID.randomUUID();
        var requested = new FriendshipRequested(state(friendship, "pending", 1), Instant.now());
        var id = UUID.randomUUID();

        told.tell(FriendshipEvent.STREAM, id, requested);
        told.tell(FriendshipEvent.STREAM, id, requested);
        answered(friendship, "rejected", 2);
        answered(friendship, "accepted", 3);
        settleFriendships();

        assertThat(inbox(bob)).extracting(Notification::kind).containsExactly(NotificationKind.FRIEND_REQUEST);
        assertThat(inbox(ann))
                .extracting(Notification::text)
                .containsExactly(bob.username() + " rejected your friend request.");
        await().until(() -> told.notificationsOf(ann).size() == 1);
        var created = told.notificationsOf(bob).getFirst();
        assertThat(told.notificationsOf(bob)).hasSize(1);
        assertThat(created.sender().userId()).isEqualTo(ann.id());
        assertThat(created.kind()).isEqualTo("friend_request");
        assertThat(created.friendshipId()).isEqualTo(friendship);
        assertThat(created.number()).isEqualTo(inbox(bob).getFirst().number());
    }

    @Test
    void messagesAreToldOnceAConversationUntilRead() {
        posted(ann, bob, 3);
        posted(ann, bob, 1);
        settleMessages();
        assertThat(inbox(bob)).extracting(Notification::text).containsExactly(ann.username() + " sent you a message.");

        notifications.markRead(bob.id(), inbox(bob).getFirst().number()).await().indefinitely();
        posted(ann, bob, 1);
        settleMessages();

        assertThat(inbox(bob)).extracting(Notification::isRead).containsExactly(false, true);
        await().until(() -> told.notificationsOf(bob).size() == 2);
        assertThat(told.notificationsOf(bob).getFirst().sender().username()).isEqualTo(ann.username());
        assertThat(inbox(ann)).isEmpty();
    }

    @Test
    void eventThatComesAgainHasNoSecondEffect() {
        var id = UUID.randomUUID();
        var event = messages(ann, bob, 1);
        told.tell(MessageEvent.STREAM, id, event);
        settleMessages();
        notifications.markRead(bob.id(), inbox(bob).getFirst().number()).await().indefinitely();

        told.tell(MessageEvent.STREAM, id, event);
        settleMessages();

        assertThat(inbox(bob)).hasSize(1);
    }

    @Test
    void blockedPeopleTellNothingUntilTheBlockIsTakenBack() {
        told.tell(FriendshipEvent.STREAM, new Blocked(bob.id(), ann.id(), 1, Instant.now()));
        told.tell(
                FriendshipEvent.STREAM, new FriendshipRequested(state(UUID.randomUUID(), "pending", 1), Instant.now()));
        settleFriendships();
        posted(ann, bob, 1);
        posted(bob, ann, 1);
        settleMessages();
        assertThat(inbox(bob)).isEmpty();
        assertThat(told.notificationsOf(bob)).isEmpty();
        assertThat(inbox(ann)).hasSize(1);

        told.tell(FriendshipEvent.STREAM, new Unblocked(bob.id(), ann.id(), 2, Instant.now()));
        told.tell(FriendshipEvent.STREAM, new Blocked(bob.id(), ann.id(), 1, Instant.now()));
        settleFriendships();
        posted(ann, bob, 1);
        settleMessages();

        assertThat(inbox(bob)).hasSize(1);
    }

    @Test
    void whatTheBlockedHavePutThereGoesWithTheBlock() {
        var eve = told.registered(User.unique());
        posted(ann, bob, 1);
        posted(eve, bob, 1);
        posted(bob, ann, 1);
        settleMessages();

        told.tell(FriendshipEvent.STREAM, new Blocked(bob.id(), ann.id(), 1, Instant.now()));
        settleFriendships();

        assertThat(inbox(bob)).extracting(Notification::sender).containsExactly(eve.id());
        assertThat(inbox(ann)).extracting(Notification::sender).containsExactly(bob.id());
    }

    @Test
    void whoHasASocketOpenIsNotTold() {
        lease(bob, Duration.ofMinutes(1));

        posted(ann, bob, 1);
        settleMessages();

        assertThat(inbox(bob)).isEmpty();
    }

    @Test
    void leaseThatRanOutIsNoSocket() {
        lease(bob, Duration.ofSeconds(-1));

        posted(ann, bob, 1);
        settleMessages();

        assertThat(inbox(bob)).hasSize(1);
    }

    @Test
    void senderWeDoNotKnowYetKeepsNobodyWaiting() {
        var early = User.unique();

        posted(early, bob, 1);
        settleMessages();

        assertThat(inbox(bob)).extracting(Notification::text).containsExactly("You have a new message.");
        assertThat(inbox(bob)).extracting(Notification::sender).containsExactly(early.id());
    }

    @Test
    void messageToOneselfIsNotTold() {
        posted(ann, ann, 1);
        settleMessages();

        assertThat(inbox(ann)).isEmpty();
    }

    @Test
    void poisonousEventStopsOnlyItself() {
        streams.append(MessageEvent.STREAM, Map.of("id", UUID.randomUUID().toString(), "data", "{no json"))
                .await()
                .indefinitely();

        posted(ann, bob, 1);
        settleMessages();

        assertThat(inbox(bob)).hasSize(1);
    }

    @Test
    void inboxIsReadInPagesNewestFirstByItsOwnerAlone() {
        var senders = LongStream.range(0, 5)
                .mapToObj(_ -> told.registered(User.unique()))
                .toList();
        senders.forEach(sender -> posted(sender, bob, 1));
        settleMessages();

        var first = list(bob, Long.MAX_VALUE, 2);
        var second = list(bob, first.getLast().number(), 10);

        assertThat(first).hasSize(2);
        assertThat(second).hasSize(3);
        assertThat(inbox(bob))
                .extracting(Notification::number)
                .isSortedAccordingTo((one, other) -> Long.compare(other, one));
        var number = first.getFirst().number();
        assertThat(notifications.markRead(ann.id(), number).await().indefinitely())
                .isNull();
        assertThat(notifications.delete(ann.id(), number).await().indefinitely())
                .isFalse();
        assertThat(notifications
                        .markRead(bob.id(), number)
                        .await()
                        .indefinitely()
                        .isRead())
                .isTrue();
        assertThat(notifications.delete(bob.id(), number).await().indefinitely())
                .isTrue();
        assertThat(inbox(bob)).hasSize(4);
    }

    private void answered(UUID friendship, String status, long version) {
        told.tell(
                FriendshipEvent.STREAM,
                new FriendshipAnswered(state(friendship, status, version), bob.id(), Instant.now()));
    }

    private FriendshipState state(UUID friendship, String statusTo, long version) {
        return new FriendshipState(
                friendship, 1, person(ann), person(bob), "pending", statusTo, Instant.now(), version);
    }

    private static Person person(User user) {
        return new Person(user.id(), user.number(), user.username(), user.email(), "", "", null, null, "online", 1);
    }

    private void posted(User from, User to, int count) {
        told.tell(MessageEvent.STREAM, messages(from, to, count));
    }

    private static MessagesPosted messages(User from, User to, int count) {
        return new MessagesPosted(
                ConversationId.ofDirect(from.id(), to.id()),
                LongStream.rangeClosed(1, count)
                        .mapToObj(seq -> new Posted(UUID.randomUUID(), seq, from.id(), to.id(), Instant.now()))
                        .toList());
    }

    /** A stream is read in order: once a later event has taken effect, the earlier ones have. */
    private void settleMessages() {
        var last = User.unique();
        posted(ann, last, 1);
        await().until(() -> inbox(last).size() == 1);
    }

    private void settleFriendships() {
        var last = User.unique();
        told.tell(
                FriendshipEvent.STREAM,
                new FriendshipRequested(
                        new FriendshipState(
                                UUID.randomUUID(),
                                1,
                                person(ann),
                                person(last),
                                "pending",
                                "pending",
                                Instant.now(),
                                1),
                        Instant.now()));
        await().until(() -> inbox(last).size() == 1);
    }

    private void lease(User user, Duration left) {
        streams.ask(Request.cmd(Command.ZADD)
                .arg(ChatKeys.online(user.id()))
                .arg(Instant.now().plus(left).toEpochMilli())
                .arg("node"));
    }

    private List<Notification> inbox(User user) {
        return list(user, Long.MAX_VALUE, 100);
    }

    private List<Notification> list(User user, long before, int limit) {
        return notifications.list(user.id(), before, limit).await().indefinitely();
    }
}
