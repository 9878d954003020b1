package chat.parley.gateway.testing;

import chat.parley.common.chat.CommandBatch;
import chat.parley.common.event.Json;
import chat.parley.common.stream.Streams;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Redis, as far as batches are appended to it. */
public final class RecordedStreams extends Streams {

    /** What was appended, one list for each round trip. */
    public final List<List<CommandBatch>> pipelines = new ArrayList<>();

    /** While true, appending fails. */
    public boolean away;

    /** While set, no round trip comes to an end before it does. */
    public CompletableFuture<Void> gate = CompletableFuture.completedFuture(null);

    public RecordedStreams() {
        super(null, null);
    }

    @Override
    public Uni<List<String>> appendAll(List<Append> entries) {
        if (away) {
            return Uni.createFrom().failure(new java.io.IOException("Redis is away"));
        }
        pipelines.add(entries.stream()
                .map(entry -> Json.read(entry.fields().get(CommandBatch.FIELD), CommandBatch.class))
                .toList());
        return Uni.createFrom()
                .completionStage(gate)
                .replaceWith(entries.stream().map(_ -> "1-1").toList());
    }

    public List<CommandBatch> batches() {
        return pipelines.stream().flatMap(List::stream).toList();
    }
}
