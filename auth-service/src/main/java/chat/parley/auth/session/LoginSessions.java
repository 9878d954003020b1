package chat.parley.auth.session;

import chat.parley.auth.account.Account;
import chat.parley.auth.token.Grant;
import chat.parley.auth.token.TokenMint;
import chat.parley.auth.token.TokenPair;
import chat.parley.common.event.AuthEvent;
import chat.parley.common.outbox.Outbox;
import com.github.f4b6a3.uuid.UuidCreator;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** The table {@code login_session}: who is logged in where. Whatever ends a session is told to the others. */
@ApplicationScoped
public class LoginSessions {

    private final Pool pool;
    private final TokenMint mint;
    private final RefreshTokens tokens;
    private final Outbox outbox;

    public LoginSessions(Pool pool, TokenMint mint, RefreshTokens tokens, Outbox outbox) {
        this.pool = pool;
        this.mint = mint;
        this.tokens = tokens;
        this.outbox = outbox;
    }

    /** Logs in: a session and its first pair of tokens. */
    public Uni<TokenPair> open(Account account, Login login, SqlConnection transaction) {
        var sid = UuidCreator.getTimeOrderedEpoch();
        var pair = mint.mint(Grant.of(
                account.userId(), account.number(), account.username(), sid, login.dialect(), mint.signingKeyId()));
        return transaction
                .preparedQuery("""
                        INSERT INTO login_session (sid, user_id, dialect, device, expires_at)
                        VALUES ($1, $2, $3, $4, $5)""")
                .execute(Tuple.of(
                        sid,
                        account.userId(),
                        login.dialect().claim(),
                        login.device(),
                        pair.refreshExpiresAt().atOffset(ZoneOffset.UTC)))
                .chain(() -> tokens.add(sid, pair, transaction))
                .replaceWith(pair);
    }

    /** Keeps the session alive as long as its newest refresh token. */
    Uni<Void> extend(UUID sid, Instant until, SqlConnection transaction) {
        return transaction
                .preparedQuery("UPDATE login_session SET last_seen_at = now(), expires_at = $2 WHERE sid = $1")
                .execute(Tuple.of(sid, until.atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    /** Notes that the session was seen now; false when it has ended. */
    public Uni<Boolean> seen(UUID sid) {
        return pool.preparedQuery("UPDATE login_session SET last_seen_at = now() WHERE sid = $1 AND ended_at IS NULL")
                .execute(Tuple.of(sid))
                .map(rows -> rows.rowCount() == 1);
    }

    /** Ends a session and tells it; nothing when it has ended before. */
    Uni<Void> end(UUID sid, EndReason reason, SqlConnection transaction) {
        return transaction
                .preparedQuery("""
                        UPDATE login_session SET ended_at = now(), end_reason = $2
                        WHERE sid = $1 AND ended_at IS NULL RETURNING *""")
                .execute(Tuple.of(sid, reason.column()))
                .chain(rows -> tellEnded(
                        StreamSupport.stream(rows.spliterator(), false).toList(), transaction));
    }

    /** Ends at most {@code limit} sessions whose last refresh token has expired; how many there were. */
    Uni<Integer> endExpired(int limit) {
        return outbox.inTransaction(transaction -> transaction
                .preparedQuery("""
                        UPDATE login_session SET ended_at = now(), end_reason = 'expired'
                        WHERE sid IN (SELECT sid FROM login_session WHERE ended_at IS NULL AND expires_at < now()
                                      ORDER BY expires_at LIMIT $1 FOR UPDATE SKIP LOCKED)
                        RETURNING *""")
                .execute(Tuple.of(limit))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).toList())
                .call(rows -> tellEnded(rows, transaction))
                .map(List::size));
    }

    /** Forgets at most {@code limit} sessions, and their tokens, that ended before {@code before}. */
    Uni<Integer> forgetEnded(Instant before, int limit) {
        return pool.preparedQuery("""
                        DELETE FROM login_session
                        WHERE sid IN (SELECT sid FROM login_session WHERE ended_at < $1 ORDER BY ended_at LIMIT $2)""")
                .execute(Tuple.of(before.atOffset(ZoneOffset.UTC), limit))
                .map(rows -> rows.rowCount());
    }

    /** Those that ended at or after {@code since}, oldest first, at most {@code limit}. */
    public Uni<List<EndedSession>> endedSince(Instant since, int limit) {
        return pool.preparedQuery(
                        "SELECT sid, ended_at FROM login_session WHERE ended_at >= $1 ORDER BY ended_at LIMIT $2")
                .execute(Tuple.of(since.atOffset(ZoneOffset.UTC), limit))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(EndedSession::of)
                        .toList());
    }

    private Uni<Void> tellEnded(List<Row> rows, SqlConnection transaction) {
        return Multi.createFrom()
                .iterable(rows)
                .onItem()
                .transformToUniAndConcatenate(row -> outbox.tell(AuthEvent.STREAM, ended(row), transaction))
                .collect()
                .last();
    }

    private static AuthEvent ended(Row row) {
        return new AuthEvent.SessionEnded(
                row.getUUID("user_id"),
                row.getUUID("sid"),
                row.getOffsetDateTime("ended_at").toInstant());
    }
}
