package chat.parley.gateway.command;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.common.chat.Command;
import chat.parley.common.chat.CommandBatch;
import chat.parley.common.chat.Outcome;
import chat.parley.common.chat.Sender;
import chat.parley.common.chat.Target;
import chat.parley.common.tracing.Tracing;
import chat.parley.gateway.RedisRecovered;
import chat.parley.gateway.testing.RecordedStreams;
import chat.parley.gateway.testing.Settings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class InFlightTest {

    private final ChatConfig config = Settings.defaults(ChatConfig.class);
    private final RecordedStreams streams = new RecordedStreams();
    private long now = 1_000;
    private final InFlight inFlight = new InFlight(
            new CommandStream(streams, config, Tracing.off()), config, new SimpleMeterRegistry(), () -> now);

    private final Recorded answer = new Recorded();
    private final CommandBatch batch = new CommandBatch(
            UUID.randomUUID(),
            "node",
            new Sender(UUID.randomUUID(), 1, "anna"),
            new Target.OfFriendship(UUID.randomUUID()),
            List.of(new Command.MarkRead(1)));

    @Test
    void answerIsHandedOnOnce() {
        inFlight.submit(batch, answer);

        inFlight.answered(batch.id(), List.of(new Outcome.Done()));
        inFlight.answered(batch.id(), List.of(new Outcome.Done()));

        assertThat(answer.outcomes).containsExactly(new Outcome.Done());
        assertThat(inFlight.size()).isZero();
    }

    @Test
    void unansweredBatchIsRepeatedUnderTheSameIdEverMoreSeldom() {
        inFlight.submit(batch, answer);

        pass(Duration.ofMillis(1_900));
        assertThat(streams.batches()).containsExactly(batch);
        pass(Duration.ofMillis(200));
        assertThat(streams.batches()).containsExactly(batch, batch);
        pass(Duration.ofMillis(3_900));
        assertThat(streams.batches()).hasSize(2);
        pass(Duration.ofMillis(200));
        assertThat(streams.batches()).containsExactly(batch, batch, batch);
    }

    @Test
    void batchThatCouldNotBeAppendedIsTriedAgainSoon() {
        streams.away = true;
        inFlight.submit(batch, answer);
        pass(Duration.ofMillis(300));
        assertThat(streams.batches()).isEmpty();

        streams.away = false;
        pass(Duration.ofMillis(300));

        assertThat(streams.batches()).containsExactly(batch);
    }

    @Test
    void afterRedisWasEmptiedEverythingIsRepeatedAtOnce() {
        inFlight.submit(batch, answer);

        inFlight.repeatAll(new RedisRecovered(Instant.EPOCH));
        inFlight.look();

        assertThat(streams.batches()).containsExactly(batch, batch);
    }

    @Test
    void clientIsToldWhenThereIsNoAnswerForLong() {
        inFlight.submit(batch, answer);

        pass(Duration.ofSeconds(31));
        inFlight.answered(batch.id(), List.of(new Outcome.Done()));

        assertThat(answer.missing).isTrue();
        assertThat(answer.outcomes).isEmpty();
    }

    @Test
    void whatComesWhileARoundTripIsUnderWayGoesTogetherWithTheNext() {
        streams.gate = new java.util.concurrent.CompletableFuture<>();
        for (int i = 0; i < 5; i++) {
            inFlight.submit(another(), Answer.IGNORED);
        }
        assertThat(streams.pipelines).hasSize(1);

        streams.gate.complete(null);

        assertThat(streams.pipelines).hasSize(2);
        assertThat(streams.pipelines.getLast()).hasSize(4);
    }

    private CommandBatch another() {
        return new CommandBatch(UUID.randomUUID(), "node", batch.sender(), batch.target(), batch.commands());
    }

    private void pass(Duration time) {
        now += time.toNanos();
        inFlight.look();
    }

    private static final class Recorded implements Answer {

        final List<Outcome> outcomes = new ArrayList<>();
        boolean missing;

        @Override
        public void come(List<Outcome> answer) {
            outcomes.addAll(answer);
        }

        @Override
        public void missing() {
            missing = true;
        }
    }
}
