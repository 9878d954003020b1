package chat.parley.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.common.chat.ChatMessage;
import chat.parley.common.chat.Standing;
import chat.parley.gateway.testing.Messages;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GivenMessagesTest {

    private static final Instant SINCE = Instant.parse("2026-11-20T23:51:18.450850Z");
    private static final Instant BEFORE = SINCE.minusSeconds(1);
    private static final UUID CHAT = UUID.randomUUID();
    private static final UUID OTHER = UUID.randomUUID();

    private final GivenMessages given = new GivenMessages(SINCE, List.of(Standing.of(CHAT, 5)));

    @Test
    void conversationWithAMarkIsGivenUpToIt() {
        assertThat(given.has(message(CHAT, 5))).isTrue();
        assertThat(given.has(message(CHAT, 6))).isFalse();
        assertThat(given.has(message(OTHER, 1))).isFalse();
    }

    @Test
    void whatFollowsOnAMarkIsNext() {
        assertThat(given.isNext(posted(CHAT, 6, BEFORE))).isTrue();
        assertThat(given.isNext(posted(CHAT, 7, BEFORE))).isFalse();
    }

    @Test
    void withoutAMarkTheTimeOfTheMessageBeforeDecides() {
        assertThat(given.isNext(posted(OTHER, 1, null))).isTrue();
        assertThat(given.isNext(posted(OTHER, 8, BEFORE))).isTrue();
        assertThat(given.isNext(posted(OTHER, 8, SINCE))).isFalse();
    }

    @Test
    void whatIsAddedIsGivenAndTheNextFollowsOnIt() {
        given.add(message(OTHER, 8));
        given.add(message(OTHER, 9));

        assertThat(given.has(message(OTHER, 9))).isTrue();
        assertThat(given.isNext(posted(OTHER, 10, SINCE))).isTrue();
    }

    @Test
    void onlyWhatCameHereIsAdded() {
        given.add(message(CHAT, 6));
        given.add(message(CHAT, 7));

        assertThat(IntStream.rangeClosed(4, 8).filter(seq -> given.isAdded(message(CHAT, seq))))
                .containsExactly(6, 7);
    }

    @Test
    void whatIsLeftOutIsPassedOverAndNotAdded() {
        given.leaveOut(OTHER, 90);

        assertThat(given.isNext(posted(OTHER, 91, SINCE))).isTrue();
        assertThat(given.isAdded(message(OTHER, 90))).isFalse();
    }

    @Test
    void cursorTellsOfTheNewestFirst() {
        given.add(message(OTHER, 1));
        given.add(message(CHAT, 6));

        assertThat(SocketCursor.read(given.cursor()))
                .contains(new SocketCursor(SINCE, List.of(Standing.of(CHAT, 6), Standing.of(OTHER, 1))));
    }

    @Test
    void thoseLongestWithoutAMessageAreForgottenFirst() {
        given.add(message(OTHER, 1));
        given.add(message(CHAT, 6));

        given.keepNewest(1);

        assertThat(given.standings()).containsExactly(Standing.of(CHAT, 6));
    }

    private static Posted posted(UUID conversation, long seq, Instant previousAt) {
        return Posted.of(message(conversation, seq), previousAt, null);
    }

    private static ChatMessage message(UUID conversation, long seq) {
        return Messages.direct(conversation, seq, SINCE);
    }
}
