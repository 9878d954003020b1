package chat.parley.auth.session;

import chat.parley.common.identity.Caller;
import chat.parley.common.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** What users see of their logins, and end of them. */
@ApplicationScoped
public class MyLogins {

    private final LoginSessions sessions;
    private final Outbox outbox;
    private final Pool pool;

    public MyLogins(LoginSessions sessions, Outbox outbox, Pool pool) {
        this.sessions = sessions;
        this.outbox = outbox;
        this.pool = pool;
    }

    /**
     * Those that go on, the latest login first; sids are in the order of the logins.
     *
     * @param after the last one seen, null for the first part
     */
    public Uni<List<LoginSession>> of(UUID user, UUID after, int limit) {
        return pool.preparedQuery("""
                        SELECT sid, device, dialect, created_at, last_seen_at FROM login_session
                        WHERE user_id = $1 AND ended_at IS NULL AND expires_at > now() AND ($2::uuid IS NULL OR sid < $2)
                        ORDER BY sid DESC LIMIT $3""")
                .execute(Tuple.of(user, after, limit))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(LoginSession::of)
                        .toList());
    }

    /** Ends one. It is told apart whether somebody logs out or ends a login elsewhere. False when it is not the caller's. */
    public Uni<Boolean> end(Caller caller, UUID sid) {
        var reason = sid.equals(caller.sid()) ? EndReason.LOGOUT : EndReason.ENDED;
        return outbox.inTransaction(transaction -> isOf(caller, sid, transaction)
                .call(isMine -> isMine
                        ? sessions.end(sid, reason, transaction)
                        : Uni.createFrom().voidItem()));
    }

    private static Uni<Boolean> isOf(Caller caller, UUID sid, SqlConnection transaction) {
        return transaction
                .preparedQuery("SELECT count(*) AS found FROM login_session WHERE sid = $1 AND user_id = $2")
                .execute(Tuple.of(sid, caller.userId()))
                .map(rows -> rows.iterator().next().getLong("found") == 1);
    }
}
