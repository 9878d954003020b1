package chat.parley.message.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import chat.parley.common.chat.Command;
import chat.parley.common.chat.Outcome;
import chat.parley.common.chat.Target;
import chat.parley.common.event.FriendshipEvent.Blocked;
import chat.parley.common.event.FriendshipEvent.FriendshipRequested;
import chat.parley.common.event.FriendshipEvent.OfBlock;
import chat.parley.common.event.FriendshipEvent.Unblocked;
import chat.parley.common.event.UserEvent.ProfileChanged;
import chat.parley.common.testing.Backing;
import chat.parley.message.testing.Api;
import chat.parley.message.testing.Friendship;
import chat.parley.message.testing.Gateway;
import chat.parley.message.testing.Neighbour;
import chat.parley.message.testing.User;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Blocks that have nothing to do with a friendship. */
@QuarkusTest
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(Neighbour.class)
class BlockTest {

    @Inject
    Gateway gateway;

    @Inject
    Blocks blocks;

    @Inject
    Pool pool;

    private final User ada = User.named("ada");
    private final User bob = User.named("bob");
    private final Friendship friendship = Friendship.accepted(ada, bob);

    @BeforeEach
    void bothAreKnown() {
        gateway.tell(new ProfileChanged(ada.person()));
        gateway.tell(new ProfileChanged(bob.person()));
        gateway.tell(new FriendshipRequested(friendship.state(), Instant.now()));
        await().atMost(Gateway.PATIENCE)
                .until(() -> refusal(ada, toUser(bob)) == null && refusal(bob, toUser(ada)) == null);
    }

    @Test
    void nobodyWritesEitherWayOverASocket() {
        told(new Blocked(bob.id(), ada.id(), 1, Instant.now()), true);

        assertThat(refusal(ada, toUser(bob))).isEqualTo("blocked");
        assertThat(refusal(bob, toUser(ada))).isEqualTo("blocked");
        assertThat(refusal(ada, friendship.target())).isEqualTo("blocked");
        assertThat(refusal(bob, new Target.OfConversation(friendship.conversationId())))
                .isEqualTo("blocked");
        assertThat(gateway.ask(gateway.nodeWith(), ada, toUser(bob), new Command.Typing(true)))
                .singleElement()
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo("blocked"));
    }

    @Test
    void nobodyWritesEitherWayOverHttp() {
        told(new Blocked(bob.id(), ada.id(), 1, Instant.now()), true);

        for (var sender : List.of(ada, bob)) {
            Api.send(sender, friendship.id(), "hello")
                    .then()
                    .statusCode(403)
                    .body("error", equalTo("You cannot send messages to this user."));
            Api.as(sender)
                    .multiPart("receiver", (sender == ada ? bob : ada).id().toString())
                    .multiPart("message", "hello")
                    .multiPart("attached_file", "notes.txt", new byte[10], "text/plain")
                    .post("/chat/chat-attachment/")
                    .then()
                    .statusCode(403);
        }
    }

    @Test
    void othersAreNotConcerned() {
        var eve = User.named("eve");
        gateway.tell(new ProfileChanged(eve.person()));
        told(new Blocked(bob.id(), ada.id(), 1, Instant.now()), true);

        await().atMost(Gateway.PATIENCE).until(() -> refusal(ada, toUser(eve)) == null);
        assertThat(refusal(bob, toUser(eve))).isNull();
    }

    @Test
    void blockHoldsUntilBothHaveTakenItBack() {
        told(new Blocked(bob.id(), ada.id(), 1, Instant.now()), true);
        told(new Blocked(ada.id(), bob.id(), 1, Instant.now()), true);
        told(new Unblocked(bob.id(), ada.id(), 2, Instant.now()), true);
        assertThat(refusal(bob, toUser(ada))).isEqualTo("blocked");

        told(new Unblocked(ada.id(), bob.id(), 2, Instant.now()), false);

        assertThat(refusal(ada, toUser(bob))).isNull();
    }

    @Test
    void whatWasToldLateDoesNotBringABlockBack() {
        told(new Blocked(bob.id(), ada.id(), 3, Instant.now()), true);
        told(new Unblocked(bob.id(), ada.id(), 4, Instant.now()), false);

        keep(new Blocked(bob.id(), ada.id(), 3, Instant.now()));

        assertThat(isBlocked()).isFalse();
    }

    /** Tells it as friendship-service does, and waits until it is kept. */
    private void told(OfBlock event, boolean isBlockedThen) {
        gateway.tell(event);
        var version = event.version();
        await().atMost(Gateway.PATIENCE)
                .until(() -> versionOf(event.blocker()) == version && isBlocked() == isBlockedThen);
    }

    private void keep(OfBlock event) {
        blocks.keep(event, pool).await().atMost(Gateway.PATIENCE);
    }

    private boolean isBlocked() {
        return pool.preparedQuery("SELECT 1 FROM block WHERE conversation_id = $1 AND active")
                        .execute(Tuple.of(friendship.conversationId()))
                        .await()
                        .atMost(Gateway.PATIENCE)
                        .size()
                > 0;
    }

    private long versionOf(UUID blocker) {
        var rows = pool.preparedQuery("SELECT version FROM block WHERE blocker = $1")
                .execute(Tuple.of(blocker))
                .await()
                .atMost(Gateway.PATIENCE);
        return rows.size() == 0 ? 0 : rows.iterator().next().getLong("version");
    }

    /** Null when it was accepted. */
    private String refusal(User from, Target to) {
        var send = new Command.Send(UUID.randomUUID(), "hello", List.of());
        return gateway.ask(gateway.nodeWith(), from, to, send).getFirst() instanceof Outcome.Refused refused
                ? refused.code()
                : null;
    }

    private static Target toUser(User user) {
        return new Target.OfUser(user.id());
    }
}
