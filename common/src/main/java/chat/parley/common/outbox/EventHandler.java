package chat.parley.common.outbox;

import chat.parley.common.event.Event;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;

/**
 * What this service does about the events of one stream: a bean of this type is subscribed by itself. An event that comes
 * again does not reach it.
 */
public interface EventHandler<E extends Event> {

    String stream();

    Class<E> type();

    /** The effect, in the transaction that also remembers the event. */
    Uni<Void> handle(E event, SqlConnection transaction);
}
