package chat.parley.message.dialect;

import static chat.parley.message.testing.Api.as;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.common.chat.Command;
import chat.parley.common.chat.ConversationId;
import chat.parley.common.chat.NodeEvent;
import chat.parley.common.chat.Outcome;
import chat.parley.common.chat.Target;
import chat.parley.common.event.FriendshipEvent;
import chat.parley.common.event.MessageEvent;
import chat.parley.common.testing.Backing;
import chat.parley.message.testing.Friendship;
import chat.parley.message.testing.Gateway;
import chat.parley.message.testing.Neighbour;
import chat.parley.message.testing.User;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A file is shown to its receiver when its sender announces it. */
@QuarkusTest
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(Neighbour.class)
class ThreadAnnouncementsTest extends ThreadCalls {

    @Test
    void announcementGoesToTheReceiver() {
        var number = sendFile(ada, bob, "see this").then().extract().<Integer>path("entity.message.id");
        var adas = gateway.nodeWith(ada);
        var bobs = gateway.nodeWith(bob);

        var outcomes = announce(adas, ada, number);

        assertThat(outcomes).containsExactly(new Outcome.Done());
        var announced = gateway.told(bobs, NodeEvent.FileAnnounced.class, 1).getFirst();
        assertThat(announced.users()).containsExactly(bob.id());
        assertThat(announced.message().number()).isEqualTo((long) number);
        assertThat(announced.message().body()).isEqualTo("see this");
        assertThat(announced.message().attachments()).hasSize(1);
        assertThat(gateway.told(adas, NodeEvent.FileAnnounced.class)).isEmpty();
    }

    /** It is to be found by gateways that lose Redis before they have shown it. */
    @Test
    void announcementIsAnEventAndCanBeReplayedToTheReceiverAlone() {
        var number = sendFile(ada, bob, "see this").then().extract().<Integer>path("entity.message.id");
        var node = gateway.nodeWith();
        var asked = Instant.now();

        announce(node, ada, number);

        var conversation = ConversationId.ofDirect(ada.id(), bob.id());
        var event = Awaitility.await()
                .atMost(Gateway.PATIENCE)
                .until(() -> announcements(conversation), events -> !events.isEmpty())
                .getFirst();
        assertThat(event.recipientId()).isEqualTo(bob.id());
        assertThat(event.at()).isAfterOrEqualTo(asked.minusSeconds(1));
        var replay = new Command.ReplayAnnouncement(event.seq());
        var target = new Target.OfConversation(conversation);
        assertThat(gateway.ask(node, bob, target, replay)).containsExactly(new Outcome.Done());
        var told = gateway.told(node, NodeEvent.FileAnnounced.class, 1).getFirst();
        assertThat(told.users()).containsExactly(bob.id());
        assertThat(told.message().body()).isEqualTo("see this");
        assertThat(gateway.ask(node, ada, target, replay)).containsExactly(new Outcome.Done());
        assertThat(code(gateway.ask(node, User.named("eve"), target, replay))).isEqualTo("not-a-member");
        assertThat(gateway.told(node, NodeEvent.FileAnnounced.class)).hasSize(1);
    }

    @Test
    void onlyTheSenderAnnouncesAndOnlyWhatHasAFile() {
        var number = sendFile(ada, bob, "see this").then().extract().<Integer>path("entity.message.id");
        say(ada, bob, "no file");
        var noFile = messages(ada, bob).then().extract().<Integer>path("entity.messages[1].id");
        var node = gateway.nodeWith(ada, bob);

        assertThat(code(announce(node, bob, number))).isEqualTo("unknown-message");
        assertThat(code(announce(node, User.named("eve"), number))).isEqualTo("unknown-message");
        assertThat(code(announce(node, ada, noFile))).isEqualTo("unknown-message");
        assertThat(code(announce(node, ada, 999_999_999))).isEqualTo("unknown-message");
        assertThat(gateway.told(node, NodeEvent.FileAnnounced.class)).isEmpty();
    }

    @Test
    void whatWasShownAtOnceIsNotAnnounced() {
        var friendship = Friendship.accepted(ada, bob);
        Neighbour.knows(friendship.state());
        as(ada).multiPart("channel", friendship.id().toString())
                .multiPart("content", "a file")
                .multiPart("media", "one.txt", new byte[1])
                .post("/api/messages/friendship/")
                .then()
                .statusCode(201);
        var number = messages(ada, bob).then().extract().<Integer>path("entity.messages[0].id");
        var node = gateway.nodeWith(bob);

        assertThat(announce(node, ada, number)).containsExactly(new Outcome.Done());

        assertThat(gateway.told(node, NodeEvent.FileAnnounced.class)).isEmpty();
    }

    @Test
    void nobodyAnnouncesToWhomTheyMayNotWrite() {
        var number = sendFile(ada, bob, "see this").then().extract().<Integer>path("entity.message.id");
        var blocked = Friendship.of(ada, bob, "rejected", "accepted");
        gateway.tell(new FriendshipEvent.FriendshipAnswered(blocked.state(), ada.id(), Instant.now()));

        Awaitility.await()
                .atMost(Gateway.PATIENCE)
                .untilAsserted(() -> assertThat(
                                announce(gateway.nodeWith(), ada, number).getFirst())
                        .isInstanceOfSatisfying(
                                Outcome.Refused.class,
                                refused -> assertThat(refused.code()).isEqualTo("blocked")));
    }

    private List<MessageEvent.AnnouncementMade> announcements(UUID conversation) {
        return gateway.published(MessageEvent.AnnouncementMade.class).stream()
                .filter(event -> event.conversationId().equals(conversation))
                .toList();
    }

    private List<Outcome> announce(String node, User user, long number) {
        return gateway.ask(node, user, new Target.OfMessage(number), new Command.AnnounceFile(number));
    }
}
