package chat.parley.user.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.common.event.FriendshipEvent.FriendshipAnswered;
import chat.parley.common.event.FriendshipEvent.FriendshipRequested;
import chat.parley.common.event.FriendshipState;
import chat.parley.common.event.MessageEvent.Posted;
import chat.parley.common.event.Person;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NewNotificationTest {

    private static final Person ANN = person("ann");
    private static final Person BOB = person("bob");

    @Test
    void requestIsToldToWhoWasAsked() {
        var told = NewNotification.of(new FriendshipRequested(state("pending", "pending"), Instant.EPOCH))
                .orElseThrow();

        assertThat(told.recipient()).isEqualTo(BOB.userId());
        assertThat(told.sender()).isEqualTo(ANN);
        assertThat(told.kind()).isEqualTo(NotificationKind.FRIEND_REQUEST);
        assertThat(told.text()).isEqualTo("ann sent you a friend request.");
    }

    @Test
    void blockIsNoRequest() {
        assertThat(NewNotification.of(new FriendshipRequested(state("rejected", "pending"), Instant.EPOCH)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"accepted", "rejected"})
    void answerIsToldToWhoAsked(String answer) {
        var told = NewNotification.of(answered(BOB, "pending", answer)).orElseThrow();

        assertThat(told.recipient()).isEqualTo(ANN.userId());
        assertThat(told.sender()).isEqualTo(BOB);
        assertThat(told.kind()).isEqualTo(NotificationKind.FRIEND_ACCEPT);
        assertThat(told.text()).isEqualTo("bob " + answer + " your friend request.");
    }

    @Test
    void whatIsNoAnswerIsNotTold() {
        assertThat(NewNotification.of(answered(BOB, "pending", "pending"))).isEmpty();
        assertThat(NewNotification.of(answered(ANN, "rejected", "accepted"))).isEmpty();
    }

    @Test
    void messageOfSomebodyUnknownIsToldWithoutAName() {
        var message = new Posted(UUID.randomUUID(), 1, ANN.userId(), BOB.userId(), Instant.EPOCH);

        assertThat(NewNotification.of(UUID.randomUUID(), message, ANN).text()).isEqualTo("ann sent you a message.");
        assertThat(NewNotification.of(UUID.randomUUID(), message, null).text()).isEqualTo("You have a new message.");
    }

    private static FriendshipAnswered answered(Person by, String from, String to) {
        return new FriendshipAnswered(state(from, to), by.userId(), Instant.EPOCH);
    }

    private static FriendshipState state(String from, String to) {
        return new FriendshipState(UUID.randomUUID(), 1, ANN, BOB, from, to, Instant.EPOCH, 1);
    }

    private static Person person(String username) {
        return new Person(UUID.randomUUID(), 1, username, null, "", "", null, null, "online", 1);
    }
}
