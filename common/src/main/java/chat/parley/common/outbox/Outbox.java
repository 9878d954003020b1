package chat.parley.common.outbox;

import chat.parley.common.event.Event;
import chat.parley.common.event.Json;
import chat.parley.common.tracing.Tracing;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/**
 * Tells the others what happened, exactly when it happened: the event is a row in the transaction of the change, and a relay
 * publishes it afterwards.
 */
@ApplicationScoped
public class Outbox {

    private final Pool pool;
    private final OutboxRelay relay;
    private final Tracing tracing;

    public Outbox(Pool pool, OutboxRelay relay, Tracing tracing) {
        this.pool = pool;
        this.relay = relay;
        this.tracing = tracing;
    }

    /** Runs one use case in one transaction, and has the relay look for what it told right after the commit. */
    public <T> Uni<T> inTransaction(Function<SqlConnection, Uni<T>> useCase) {
        return pool.withTransaction(useCase).invoke(relay::wake);
    }

    /** Tells this event if and when the transaction commits. */
    public Uni<Void> tell(String stream, Event event, SqlConnection transaction) {
        return transaction
                .preparedQuery("INSERT INTO outbox (stream, data, traceparent) VALUES ($1, $2, $3)")
                .execute(Tuple.of(stream, Json.write(event), tracing.current()))
                .replaceWithVoid();
    }

    /** Tells all of them, in this order, in one statement. */
    public Uni<Void> tellAll(String stream, List<? extends Event> events, SqlConnection transaction) {
        return tellAll(stream, events, Collections.nCopies(events.size(), tracing.current()), transaction);
    }

    /** @param traceparents the span that each comes from; null for one that is not traced */
    public Uni<Void> tellAll(
            String stream, List<? extends Event> events, List<String> traceparents, SqlConnection transaction) {
        return transaction
                .preparedQuery("""
                        INSERT INTO outbox (stream, data, traceparent)
                        SELECT $1, data, traceparent FROM unnest($2::text[], $3::text[]) AS e (data, traceparent)""")
                .execute(Tuple.of(
                        stream,
                        events.stream().map(Json::write).toArray(String[]::new),
                        traceparents.toArray(String[]::new)))
                .replaceWithVoid();
    }
}
