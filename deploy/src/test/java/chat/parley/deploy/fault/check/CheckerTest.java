package chat.parley.deploy.fault.check;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.deploy.fault.check.Observations.Reader;
import chat.parley.deploy.fault.history.ClientLog;
import chat.parley.deploy.fault.history.Entry;
import chat.parley.deploy.fault.history.Message;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Recorded runs that are changed in one place: what the checker must and must not say about it. */
class CheckerTest {

    private static final UUID ADA = new UUID(0, 1);
    private static final UUID BEN = new UUID(0, 2);
    private static final UUID CONVERSATION = new UUID(1, 1);

    private final ClientLog ada = new ClientLog("ada", ADA);
    private final ClientLog ben = new ClientLog("ben", BEN);
    private final List<Message> stored = new ArrayList<>();
    private final List<Level> levels = new ArrayList<>();
    private long now;

    @Test
    void aRunInWhichAllWentWellIsGreen() {
        say("one");
        say("two");

        assertThat(red()).isEmpty();
    }

    @Test
    void anUnknownSendMayBeStoredOrNot() {
        var lost = invoke(1, "lost");
        var kept = invoke(1, "kept");
        ada.add(new Entry.Unanswered(now++, 1, lost.clientId()));
        ada.add(new Entry.Unanswered(now++, 1, kept.clientId()));
        store(kept);
        again(2, lost);
        again(2, kept);
        store(lost);
        ack(2, lost);
        ack(2, kept);

        // On the first socket both were sent, and the later one came first: only the gateway's death explains it.
        assertThat(red()).containsExactly(Check.SEND_ORDER_IS_KEPT);
    }

    @Test
    void aRetryableRefusalTakesTheSendOutOfTheOrder() {
        var late = invoke(1, "late");
        var early = invoke(1, "early");
        ada.add(new Entry.Refused(now++, 1, late.clientId(), "unavailable", true));
        store(early);
        ack(1, early);
        again(1, late);
        store(late);
        ack(1, late);

        assertThat(red()).isEmpty();
    }

    @Test
    void whatWasStoredAndRefusedKeepsItsPlaceWhenItIsSentAgain() {
        var early = invoke(1, "early");
        store(early);
        ada.add(new Entry.Refused(now++, 1, early.clientId(), "unavailable", true));
        say("late");
        again(1, early);
        ack(1, early);

        assertThat(red()).isEmpty();
    }

    @Test
    void aRepeatOfWhatIsAcknowledgedKeepsItsOldPlace() {
        var first = say("first");
        say("second");
        again(2, first);
        ack(2, first);

        assertThat(red()).isEmpty();
    }

    @Test
    void whatAnotherDeviceSentFirstHasItsPlaceFromThere() {
        var shared = invoke(1, "shared");
        var own = new ClientLog("ada's other", ADA);
        store(shared);
        ack(1, shared);
        var later = say("later");
        own.add(new Entry.Invoked(now++, 1, "node", CONVERSATION, later.clientId(), later.body()));
        own.add(new Entry.Invoked(now++, 1, "node", CONVERSATION, shared.clientId(), shared.body()));
        stored.forEach(message -> own.add(new Entry.Delivered(now++, 1, message)));

        assertThat(red(own)).isEmpty();
    }

    @Test
    void aRetryableRefusalAloneSettlesNothing() {
        var never = invoke(1, "never");
        ada.add(new Entry.Refused(now++, 1, never.clientId(), "unavailable", true));

        assertThat(red()).containsExactly(Check.EVERY_SEND_SETTLES);
    }

    @Test
    void aHoleThatWasToldAndFetchedIsNone() {
        var first = say("first");
        var second = say("second");
        var reader = new ClientLog("ben's other", BEN);
        reader.add(new Entry.GapTold(now++, 1, CONVERSATION, 1, 1));
        reader.add(new Entry.Delivered(now++, 1, second));
        reader.add(new Entry.Fetched(now++, CONVERSATION, List.of(first)));

        assertThat(red(reader)).isEmpty();
    }

    @Test
    void aHoleThatWasToldAndNotFetchedStaysOpen() {
        say("first");
        var second = say("second");
        var reader = new ClientLog("ben's other", BEN);
        reader.add(new Entry.GapTold(now++, 1, CONVERSATION, 1, 1));
        reader.add(new Entry.Delivered(now++, 1, second));

        assertThat(red(reader)).containsExactly(Check.DEVICES_CONVERGE);
    }

    @Test
    void whatWasSaidBeforeADeviceCameIsNoHole() {
        say("before");
        var first = say("first");
        say("passed over");
        var third = say("third");
        var late = new ClientLog("ben's late one", BEN, true);
        late.add(new Entry.Delivered(now++, 1, first));
        late.add(new Entry.Delivered(now++, 1, third));

        assertThat(Checker.check(observations(late)).count(Check.GAPS_ARE_TOLD)).isEqualTo(1);
    }

    @Test
    void aSocketThatClosedNeedNotHaveCaughtUp() {
        ben.add(new Entry.ResumeAsked(now++, 2));
        ben.add(new Entry.Closed(now++, 2, 1006));

        assertThat(red()).isEmpty();
    }

    @Test
    void anAnswerThatTellsAnotherPlaceThanTheStoredIsNamed() {
        var sent = invoke(1, "text");
        store(sent);
        ada.add(new Entry.Delivered(now++, 1, stored.getFirst()));
        ada.add(new Entry.Acked(now++, 1, CONVERSATION, sent.clientId(), 7, sent.id()));

        assertThat(red()).containsExactly(Check.EQUAL_ANSWERS_TO_REPEATS);
    }

    @Test
    void aLevelMayRiseByItsAllowanceAndNoMore() {
        levels.add(new Level(Check.THREADS_AT_BASE_LINE, "threads", 10, 12, 2));
        levels.add(new Level(Check.POOLS_AT_BASE_LINE, "pool", 0, 1, 0));

        assertThat(red()).containsExactly(Check.POOLS_AT_BASE_LINE);
    }

    private Message say(String body) {
        var message = invoke(1, body);
        store(message);
        ack(1, message);
        return message;
    }

    private Message invoke(int socket, String body) {
        var message = new Message(CONVERSATION, stored.size() + 1, UUID.randomUUID(), UUID.randomUUID(), ADA, body);
        again(socket, message);
        return message;
    }

    private void again(int socket, Message message) {
        ada.add(new Entry.Invoked(now++, socket, "node", CONVERSATION, message.clientId(), message.body()));
    }

    /** It gets its place now, and Ben sees it. */
    private void store(Message sent) {
        var message = placed(sent, stored.size() + 1);
        stored.add(message);
        ben.add(new Entry.Delivered(now++, 1, message));
    }

    private void ack(int socket, Message sent) {
        var message = stored.stream()
                .filter(one -> one.clientId().equals(sent.clientId()))
                .findFirst()
                .orElseThrow();
        ada.add(new Entry.Acked(now++, socket, CONVERSATION, sent.clientId(), message.seq(), message.id()));
    }

    private static Message placed(Message message, long seq) {
        return new Message(
                message.conversation(), seq, message.id(), message.clientId(), message.sender(), message.body());
    }

    private Set<Check> red(ClientLog... others) {
        return Checker.check(observations(others)).red();
    }

    private Observations observations(ClientLog... others) {
        var clients = new ArrayList<>(List.of(ada, ben));
        clients.addAll(List.of(others));
        var histories = new HashMap<Reader, List<Message>>();
        histories.put(new Reader(ADA, CONVERSATION), stored);
        histories.put(new Reader(BEN, CONVERSATION), stored);
        return new Observations(
                Map.of(CONVERSATION, Set.of(ADA, BEN)),
                clients,
                Map.of(CONVERSATION, stored),
                Map.of(CONVERSATION, (long) stored.size()),
                histories,
                levels);
    }
}
