package chat.parley.gateway.command;

import chat.parley.common.chat.ChatKeys;
import chat.parley.common.chat.CommandBatch;
import chat.parley.common.chat.Target;
import chat.parley.common.event.Json;
import chat.parley.common.stream.Streams;
import chat.parley.common.tracing.Spans;
import chat.parley.common.tracing.Step;
import chat.parley.common.tracing.Tracing;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Appends batches to {@code commands.<shard>}. One pipelined round trip is under way at a time, and what comes meanwhile goes
 * with the next: no wait when there is little to do, large pipelines when there is much. Batches under way together need no
 * order among them.
 */
@ApplicationScoped
public class CommandStream {

    private static final int PIPELINE = 512;

    private static final Step SEND = Step.send(Step.REDIS, "commands.{shard}");

    private final Streams streams;
    private final Tracing tracing;
    private final int shards;
    private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean underWay = new AtomicBoolean();

    public CommandStream(Streams streams, ChatConfig config, Tracing tracing) {
        this.streams = streams;
        this.tracing = tracing;
        this.shards = config.shards();
    }

    /** Appends it, and says whether that succeeded: with null, or with what went wrong. */
    public void append(CommandBatch batch, Consumer<Throwable> done) {
        if (batch.isTraced()) {
            appendTraced(batch, done);
        } else {
            enqueue(batch, done);
        }
    }

    private void appendTraced(CommandBatch batch, Consumer<Throwable> done) {
        var spans = new Spans();
        enqueue(batch.following(origin -> spans.add(tracing.follow(origin, SEND))), failure -> {
            spans.end(failure);
            done.accept(failure);
        });
    }

    private void enqueue(CommandBatch batch, Consumer<Throwable> done) {
        var fields = Map.of(CommandBatch.FIELD, Json.write(batch));
        waiting.add(new Waiting(new Streams.Append(ChatKeys.commands(shard(batch.target())), fields, false), done));
        flush();
    }

    int shard(Target target) {
        return Math.floorMod(target.hashCode(), shards);
    }

    private void flush() {
        if (!waiting.isEmpty() && underWay.compareAndSet(false, true)) {
            var pipeline = next();
            streams.appendAll(pipeline.stream().map(Waiting::entry).toList())
                    .subscribe()
                    .with(_ -> settle(pipeline, null), failure -> settle(pipeline, failure));
        }
    }

    private List<Waiting> next() {
        var pipeline = new ArrayList<Waiting>();
        for (var entry = waiting.poll(); entry != null; entry = pipeline.size() < PIPELINE ? waiting.poll() : null) {
            pipeline.add(entry);
        }
        return pipeline;
    }

    private void settle(List<Waiting> pipeline, Throwable failure) {
        underWay.set(false);
        flush();
        pipeline.forEach(entry -> entry.done().accept(failure));
    }

    private record Waiting(Streams.Append entry, Consumer<Throwable> done) {}
}
