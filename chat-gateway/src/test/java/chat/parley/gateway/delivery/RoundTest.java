package chat.parley.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.common.chat.ChatMessage;
import chat.parley.common.chat.Command.Resume;
import chat.parley.common.chat.Outcome.Resumed;
import chat.parley.common.chat.Place;
import chat.parley.common.chat.Standing;
import chat.parley.gateway.testing.Messages;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RoundTest {

    private static final Instant SINCE = Instant.parse("2026-11-20T23:51:18.450850Z");
    private static final Instant HORIZON = SINCE.plusSeconds(60);
    private static final UUID CHAT = UUID.randomUUID();
    private static final UUID OTHER = UUID.randomUUID();

    private final GivenMessages given = new GivenMessages(SINCE, List.of(Standing.of(CHAT, 5)));

    @Test
    void asksForWhatWasNotGivenAndThenForPageAfterPageOfTheSameTime() {
        var round = Round.after(given);
        assertThat(round.question()).isEqualTo(new Resume(SINCE, given.standings(), null, null));

        var place = new Place(CHAT, 6);
        round.add(page(List.of(message(CHAT, 6)), List.of(), place));

        assertThat(round.isRead()).isFalse();
        assertThat(round.question()).isEqualTo(new Resume(SINCE, List.of(Standing.of(CHAT, 5)), place, HORIZON));
    }

    @Test
    void messagesComeInTheOrderOfThePages() {
        var round = Round.after(given);
        var first = message(CHAT, 6);
        var second = message(OTHER, 1);

        round.add(page(List.of(first), List.of(), new Place(CHAT, 6)));
        round.add(page(List.of(second), List.of(), null));

        assertThat(round.poll()).isEqualTo(first);
        assertThat(round.hasMore()).isTrue();
        assertThat(round.poll()).isEqualTo(second);
        assertThat(round.hasMore()).isFalse();
        assertThat(round.poll()).isNull();
        assertThat(round.isRead()).isTrue();
    }

    @Test
    void atItsEndEverythingIsGivenUpToTheHorizonAndTheStandings() {
        var round = Round.after(given);
        round.add(page(List.of(), List.of(Standing.of(CHAT, 9)), new Place(CHAT, 9)));
        round.add(page(List.of(), List.of(Standing.of(OTHER, 3)), null));

        assertThat(round.outcome().since()).isEqualTo(HORIZON);
        assertThat(round.outcome().standings()).containsExactlyInAnyOrder(Standing.of(CHAT, 9), Standing.of(OTHER, 3));
    }

    @Test
    void whatThisSocketWasGivenBeforeItsClientResumedIsNotNew() {
        given.add(message(CHAT, 6));
        var cursor = new GivenMessages(SINCE.minusSeconds(600), List.of());

        var round = Round.asked(cursor, given);

        assertThat(round.isNew(message(CHAT, 5))).isTrue();
        assertThat(round.isNew(message(CHAT, 6))).isFalse();
        assertThat(round.again(cursor).isNew(message(CHAT, 6))).isFalse();
        assertThat(Round.after(given).isNew(message(CHAT, 6))).isTrue();
    }

    @Test
    void waitsWhileSomethingIsOnItsWayToTheClient() {
        var round = Round.after(given);
        assertThat(round.isIdle()).isTrue();

        round.isWriting(true);
        assertThat(round.isIdle()).isFalse();

        round.isWriting(false);
        round.add(page(List.of(message(CHAT, 6)), List.of(), null));
        assertThat(round.isIdle()).isFalse();
    }

    private static Resumed page(List<ChatMessage> messages, List<Standing> standings, Place next) {
        return new Resumed(messages, List.of(), standings, next, HORIZON);
    }

    private static ChatMessage message(UUID conversation, long seq) {
        return Messages.direct(conversation, seq, SINCE);
    }
}
