package chat.parley.gateway.command;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.common.chat.Command;
import chat.parley.common.chat.CommandBatch;
import chat.parley.common.chat.Outcome;
import chat.parley.common.chat.Sender;
import chat.parley.common.chat.Target;
import chat.parley.common.tracing.Tracing;
import chat.parley.gateway.testing.RecordedStreams;
import chat.parley.gateway.testing.Settings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.trace.Span;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class InboxTest {

    private final ChatConfig config = Settings.defaults(ChatConfig.class);
    private final RecordedStreams streams = new RecordedStreams();
    private final InFlight inFlight =
            new InFlight(new CommandStream(streams, config, Tracing.off()), config, new SimpleMeterRegistry(), () -> 0);
    private final RecordedOwner owner = new RecordedOwner();
    private final Inbox inbox = new Inbox(owner, inFlight, new Inbox.Bounds(10, 1_000, 4));

    private final Target target = new Target.OfFriendship(UUID.randomUUID());
    private final Target other = new Target.OfFriendship(UUID.randomUUID());

    @Test
    void oneBatchPerConversationIsUnderWayAndTheRestFollowsInOrder() {
        for (int seq = 1; seq <= 7; seq++) {
            inbox.ask(target, read(seq), 10);
        }
        assertThat(sent()).containsExactly(List.of(1L));

        answerLast();
        assertThat(sent()).containsExactly(List.of(1L), List.of(2L, 3L, 4L, 5L));

        answerLast();
        assertThat(sent()).containsExactly(List.of(1L), List.of(2L, 3L, 4L, 5L), List.of(6L, 7L));
    }

    @Test
    void conversationsDoNotWaitForOneAnother() {
        inbox.ask(target, read(1), 10);
        inbox.ask(other, read(2), 10);

        assertThat(sent()).containsExactly(List.of(1L), List.of(2L));
    }

    @Test
    void fullInboxIsNotReadUntilHalfOfItIsDone() {
        for (int seq = 1; seq <= 10; seq++) {
            inbox.ask(target, read(seq), 10);
        }
        assertThat(owner.full).containsExactly(true);

        answerLast();
        assertThat(owner.full).containsExactly(true);
        answerLast();

        assertThat(owner.full).containsExactly(true, false);
    }

    @Test
    void bytesCountToo() {
        inbox.ask(target, read(1), 999);
        assertThat(owner.full).isEmpty();

        inbox.ask(target, read(2), 1);

        assertThat(owner.full).containsExactly(true);
    }

    @Test
    void whatFollowsACommandThatTakesWorkWaitsForIt() {
        var upload = new CompletableFuture<Command>();
        inbox.ask(target, () -> Uni.createFrom().completionStage(upload), 10, Span.getInvalid());
        inbox.ask(target, read(2), 10);
        assertThat(sent()).isEmpty();

        upload.complete(read(1));

        assertThat(sent()).containsExactly(List.of(1L, 2L));
    }

    @Test
    void commandWhoseWorkFailsIsRefusedAndTheRestGoesOn() {
        inbox.ask(target, () -> Uni.createFrom().failure(new IllegalStateException("no")), 10, Span.getInvalid());
        inbox.ask(target, read(2), 10);

        assertThat(owner.failures).hasSize(1);
        assertThat(sent()).containsExactly(List.of(2L));
    }

    @Test
    void outcomesReachTheOwnerInOrder() {
        inbox.ask(target, read(1), 10);
        var refused = new Outcome.Refused(null, "no", "No.");

        inFlight.answered(streams.batches().getLast().id(), List.of(refused));

        assertThat(owner.outcomes).containsExactly(refused);
        assertThat(inbox.isEmpty()).isTrue();
    }

    @Test
    void discardedCommandsDoNotGoOut() {
        inbox.ask(target, read(1), 10);
        inbox.ask(target, read(2), 10);

        inbox.discard();
        answerLast();

        assertThat(sent()).containsExactly(List.of(1L));
        assertThat(inbox.isEmpty()).isTrue();
    }

    private static Command read(long seq) {
        return new Command.MarkRead(seq);
    }

    private List<List<Long>> sent() {
        return streams.batches().stream().map(InboxTest::seqs).toList();
    }

    private static List<Long> seqs(CommandBatch batch) {
        return batch.commands().stream()
                .map(command -> ((Command.MarkRead) command).seq())
                .toList();
    }

    private void answerLast() {
        var batch = streams.batches().getLast();
        inFlight.answered(
                batch.id(),
                batch.commands().stream().<Outcome>map(_ -> new Outcome.Done()).toList());
    }

    private static final class RecordedOwner implements Inbox.Owner {

        final List<Outcome> outcomes = new ArrayList<>();
        final List<Boolean> full = new ArrayList<>();
        final List<Throwable> failures = new ArrayList<>();

        @Override
        public String node() {
            return "node";
        }

        @Override
        public Sender sender() {
            return new Sender(new UUID(0, 1), 1, "anna");
        }

        @Override
        public void execute(Runnable work) {
            work.run();
        }

        @Override
        public void full(boolean isFull) {
            full.add(isFull);
        }

        @Override
        public void answered(Outcome outcome) {
            outcomes.add(outcome);
        }

        @Override
        public void unanswered(Command command) {}

        @Override
        public void failed(Throwable cause) {
            failures.add(cause);
        }
    }
}
