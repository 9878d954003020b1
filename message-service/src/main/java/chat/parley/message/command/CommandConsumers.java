package chat.parley.message.command;

import chat.parley.common.chat.ChatKeys;
import chat.parley.common.chat.CommandBatch;
import chat.parley.common.failure.Deadline;
import chat.parley.common.stream.ConsumerSettings;
import chat.parley.common.stream.StreamConsumer;
import chat.parley.common.stream.StreamConsumers;
import chat.parley.common.stream.StreamEntry;
import chat.parley.common.tracing.Spans;
import chat.parley.common.tracing.Step;
import chat.parley.common.tracing.Tracing;
import chat.parley.message.message.Ask;
import chat.parley.message.message.Targets;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** This replica's share of the command streams. */
@ApplicationScoped
class CommandConsumers {

    /** Longer than the statement time-out and the steps of a delivery together. */
    private static final Duration PATIENCE = Duration.ofSeconds(12);

    private static final Step PROCESS = Step.process(Step.REDIS, "commands.{shard}");

    private final Tracing tracing;
    private final Targets targets;
    private final Commands commands;
    private final Latecomers latecomers;
    private final Resumes resumes;
    private final CommandConfig config;
    private final GroupCommit transactions;
    private final List<StreamConsumer> consumers;

    CommandConsumers(
            StreamConsumers streamConsumers,
            Tracing tracing,
            Targets targets,
            Commands commands,
            Latecomers latecomers,
            Resumes resumes,
            CommandConfig config) {
        this.tracing = tracing;
        this.targets = targets;
        this.commands = commands;
        this.latecomers = latecomers;
        this.resumes = resumes;
        this.config = config;
        this.transactions = new GroupCommit(config.transactions(), config.commands(), this::handleTraced);
        var replica = UUID.randomUUID().toString();
        this.consumers = IntStream.range(0, config.shards())
                .mapToObj(shard -> ConsumerSettings.of(ChatKeys.commands(shard), ChatKeys.WRITERS, replica)
                        .withCount(config.batch())
                        .withClaimIdle(config.claimIdle()))
                .map(settings -> streamConsumers.make(settings, this::handle))
                .toList();
    }

    void start(@Observes StartupEvent started) {
        consumers.forEach(StreamConsumer::start);
    }

    /** All at once: each waits for its own last transaction. */
    void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
        var stops = consumers.stream()
                .map(consumer -> Thread.ofVirtual().start(() -> consumer.stop(config.patience())))
                .toList();
        for (var stop : stops) {
            stop.join();
        }
        latecomers.stop(config.patience());
    }

    /** Entries that name what we have not heard of wait elsewhere, and hold nobody up. */
    private void handle(List<StreamEntry> entries) throws InterruptedException {
        var read = entries.stream().map(CommandEntry::read).collect(Collectors.partitioningBy(Resumes::isFor));
        resumes.take(read.get(true));
        var asked = read.get(false).stream().flatMap(Reports::apart).toList();
        for (var portion : Portions.of(asked, config.commands())) {
            transactions.carryOut(portion);
        }
    }

    /** What is traced goes on from here: from when it was read until it has been told. */
    private void handleTraced(List<CommandBatch> batches) {
        var spans = new Spans();
        var followed = batches.stream().map(batch -> follow(batch, spans)).toList();
        spans.around(() -> handleAll(followed));
    }

    private CommandBatch follow(CommandBatch batch, Spans spans) {
        return batch.isTraced() ? batch.following(origin -> spans.add(tracing.follow(origin, PROCESS))) : batch;
    }

    private void handleAll(List<CommandBatch> batches) {
        var asks = Deadline.of(PATIENCE, targets.resolve(batches))
                .call(this::carryOutWhatCanBe)
                .await()
                .indefinitely();
        latecomers.take(asks.stream().filter(Ask::mayComeLater).map(Ask::batch).toList());
    }

    private Uni<Void> carryOutWhatCanBe(List<Ask> asks) {
        var known = asks.stream().filter(ask -> !ask.mayComeLater()).toList();
        return known.isEmpty() ? Uni.createFrom().voidItem() : Deadline.of(PATIENCE, commands.carryOut(known));
    }
}
