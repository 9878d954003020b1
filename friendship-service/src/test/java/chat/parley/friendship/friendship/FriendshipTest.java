package chat.parley.friendship.friendship;

import static chat.parley.friendship.friendship.FriendshipStatus.ACCEPTED;
import static chat.parley.friendship.friendship.FriendshipStatus.PENDING;
import static chat.parley.friendship.friendship.FriendshipStatus.REJECTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.parley.common.event.Person;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FriendshipTest {

    private static final Person ASKING = person("asking");
    private static final Person ASKED = person("asked");
    private static final Instant NOW = Instant.parse("2026-11-20T23:51:18.450850Z");

    @Test
    void invitedSideAnswersForItselfAlone() {
        var answered = friendship(PENDING, PENDING).answered(ASKED.userId(), ACCEPTED);

        assertThat(answered).isEqualTo(friendship(PENDING, ACCEPTED, 2));
    }

    @Test
    void invitingSideAnswersForItselfAlone() {
        var answered = friendship(PENDING, ACCEPTED).answered(ASKING.userId(), REJECTED);

        assertThat(answered).isEqualTo(friendship(REJECTED, ACCEPTED, 2));
    }

    @Test
    void sayingTheSameAgainChangesNothing() {
        var friendship = friendship(PENDING, ACCEPTED);

        assertThat(friendship.answered(ASKED.userId(), ACCEPTED)).isSameAs(friendship);
    }

    @Test
    void strangerCannotAnswerOrEndIt() {
        var friendship = friendship(PENDING, PENDING);

        assertThatThrownBy(() -> friendship.answered(UUID.randomUUID(), ACCEPTED))
                .isInstanceOf(NotASide.class);
        assertThatThrownBy(() -> friendship.removedEvent(UUID.randomUUID(), ASKING, ASKED, NOW))
                .isInstanceOf(NotASide.class);
    }

    @Test
    void nobodyAsksThemselves() {
        assertThatThrownBy(() -> new NewFriendship(ASKING.userId(), ASKING.userId(), PENDING))
                .isInstanceOf(WithOneself.class);
    }

    /** Accepted: the invited side said so and the inviting side has not taken it back. */
    @ParameterizedTest
    @CsvSource({
        "PENDING,  PENDING,  false, false",
        "PENDING,  ACCEPTED, true,  false",
        "ACCEPTED, PENDING,  false, false",
        "ACCEPTED, ACCEPTED, true,  false",
        "REJECTED, ACCEPTED, false, true",
        "PENDING,  REJECTED, false, true",
        "REJECTED, REJECTED, false, true"
    })
    void twoStatusesMakeAFriendOrABlock(FriendshipStatus from, FriendshipStatus to, boolean accepted, boolean block) {
        var state = friendship(from, to).state(ASKING, ASKED);

        assertThat(state.isAccepted()).isEqualTo(accepted);
        assertThat(state.isBlock()).isEqualTo(block);
    }

    @Test
    void endIsAboveEveryStateItHad() {
        var removed = friendship(PENDING, ACCEPTED, 3).removedEvent(ASKED.userId(), ASKING, ASKED, NOW);

        assertThat(removed.friendship().version()).isEqualTo(4);
        assertThat(removed.friendship().statusTo()).isEqualTo("accepted");
        assertThat(removed.by()).isEqualTo(ASKED.userId());
        assertThat(removed.at()).isEqualTo(NOW);
    }

    @ParameterizedTest
    @CsvSource({"pending", "accepted", "rejected"})
    void statusIsReadAsItIsWritten(String word) {
        assertThat(FriendshipStatus.ofWord(word).orElseThrow().word()).isEqualTo(word);
        assertThat(FriendshipStatus.ofWord(word.toUpperCase(Locale.ROOT))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "PENDING,PENDING,true,already-asked",
        "PENDING,PENDING,false,already-asked-by-them",
        "PENDING,ACCEPTED,true,already-friends",
        "ACCEPTED,ACCEPTED,false,already-friends",
        "PENDING,REJECTED,true,rejected",
        "REJECTED,REJECTED,true,rejected",
        "REJECTED,PENDING,false,rejected"
    })
    void requestIsNotMadeAnew(FriendshipStatus from, FriendshipStatus to, boolean byWhoAsked, String why) {
        var asking = byWhoAsked ? ASKING.userId() : ASKED.userId();

        assertThatThrownBy(() -> friendship(from, to).giveWayToRequestBy(asking))
                .isInstanceOfSatisfying(
                        CannotAsk.class, refusal -> assertThat(refusal.code()).isEqualTo(why));
    }

    @Test
    void whoBlocksMayAskAnew() {
        friendship(FriendshipStatus.PENDING, FriendshipStatus.REJECTED).giveWayToRequestBy(ASKED.userId());
        friendship(FriendshipStatus.REJECTED, FriendshipStatus.ACCEPTED).giveWayToRequestBy(ASKING.userId());
    }

    @Test
    void onlyAWaitingRequestIsAnsweredAndOnlyByWhoWasAsked() {
        var pending = friendship(FriendshipStatus.PENDING, FriendshipStatus.PENDING);

        assertThat(pending.requestAnswered(ASKED.userId(), FriendshipStatus.ACCEPTED)
                        .isAccepted())
                .isTrue();
        assertThatThrownBy(() -> pending.requestAnswered(ASKING.userId(), FriendshipStatus.ACCEPTED))
                .isInstanceOf(NotTheReceiver.class);
        assertThatThrownBy(() -> friendship(FriendshipStatus.REJECTED, FriendshipStatus.PENDING)
                        .requestAnswered(ASKED.userId(), FriendshipStatus.ACCEPTED))
                .isInstanceOf(FriendshipNotFound.class);
    }

    private static Friendship friendship(FriendshipStatus from, FriendshipStatus to) {
        return friendship(from, to, 1);
    }

    private static Friendship friendship(FriendshipStatus from, FriendshipStatus to, long version) {
        return new Friendship(
                UUID.nameUUIDFromBytes(new byte[] {1}),
                1,
                ASKING.userId(),
                ASKED.userId(),
                from,
                to,
                NOW,
                NOW,
                null,
                version);
    }

    private static Person person(String username) {
        return new Person(UUID.randomUUID(), 1, username, null, "", "", null, null, "online", 1);
    }
}
