package chat.parley.auth.session;

import chat.parley.auth.token.Grant;
import chat.parley.auth.token.TokenPair;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneOffset;
import java.util.UUID;

/** The table {@code refresh_token}. Tokens themselves are never kept, only their SHA-256. */
@ApplicationScoped
class RefreshTokens {

    Uni<Void> add(UUID sid, TokenPair pair, SqlClient transaction) {
        return transaction
                .preparedQuery("INSERT INTO refresh_token (hash, sid, expires_at) VALUES ($1, $2, $3)")
                .execute(Tuple.of(
                        hash(pair.refresh()), sid, pair.refreshExpiresAt().atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    /**
     * Spends a token. One statement decides who wins (RFC 9700, section 4.14): of any number at once, one gets true. The grace in
     * which it may be repeated counts from this statement, however long its transaction has been waiting before.
     */
    Uni<Boolean> spend(String token, Grant child, SqlClient transaction) {
        return transaction
                .preparedQuery("""
                        UPDATE refresh_token t
                        SET used_at = clock_timestamp(), child_kid = $2, child_issued_at = $3, child_access_id = $4,
                            child_refresh_id = $5, child_dialect = $6
                        FROM login_session s
                        WHERE t.hash = $1 AND t.used_at IS NULL AND t.expires_at > now()
                          AND s.sid = t.sid AND s.ended_at IS NULL""")
                .execute(Tuple.of(
                        hash(token),
                        child.kid(),
                        child.issuedAt().atOffset(ZoneOffset.UTC),
                        child.accessId(),
                        child.refreshId(),
                        child.dialect().claim()))
                .map(rows -> rows.rowCount() == 1);
    }

    /** @return null when we never gave out such a token */
    Uni<RefreshToken> find(String token, SqlClient client) {
        return client.preparedQuery("""
                        SELECT t.*, s.ended_at, a.user_id, a.number, a.username
                        FROM refresh_token t JOIN login_session s USING (sid) JOIN account a USING (user_id)
                        WHERE t.hash = $1""")
                .execute(Tuple.of(hash(token)))
                .map(rows -> rows.size() == 0
                        ? null
                        : RefreshToken.of(rows.iterator().next()));
    }

    private static Buffer hash(String token) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            return Buffer.buffer(sha.digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
