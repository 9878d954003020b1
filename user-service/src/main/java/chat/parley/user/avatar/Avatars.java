package chat.parley.user.avatar;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Which avatars there are, and whose. The row is there before the file and goes after it, so that no file is forgotten. */
@ApplicationScoped
public class Avatars {

    private final Pool pool;

    public Avatars(Pool pool) {
        this.pool = pool;
    }

    Uni<Void> stage(AvatarName name) {
        return pool.preparedQuery("INSERT INTO avatar (name) VALUES ($1)")
                .execute(Tuple.of(name.value()))
                .replaceWithVoid();
    }

    /** Whether the avatar is now the user's: not when it is another's, or was staged too long ago. */
    public Uni<Boolean> take(AvatarName name, UUID owner, SqlConnection transaction) {
        return transaction
                .preparedQuery("UPDATE avatar SET owner = $2 WHERE name = $1 AND owner IS NULL")
                .execute(Tuple.of(name.value(), owner))
                .map(rows -> rows.rowCount() == 1);
    }

    /** Nobody's from now on. */
    public Uni<Void> release(AvatarName name, SqlConnection transaction) {
        return transaction
                .preparedQuery("UPDATE avatar SET owner = NULL, free_since = now() WHERE name = $1")
                .execute(Tuple.of(name.value()))
                .replaceWithVoid();
    }

    /** Locks what has been nobody's for that long, so that nobody takes it while it is removed. */
    Uni<List<AvatarName>> lockFree(Duration since, int limit, SqlConnection transaction) {
        return transaction
                .preparedQuery("""
                        SELECT name FROM avatar WHERE owner IS NULL AND free_since <= $1
                        ORDER BY free_since LIMIT $2 FOR UPDATE SKIP LOCKED""")
                .execute(Tuple.of(OffsetDateTime.now(ZoneOffset.UTC).minus(since), limit))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new AvatarName(row.getString("name")))
                        .toList());
    }

    /** Null when it is not there, somebody's, or being removed already. */
    Uni<AvatarName> lockFree(AvatarName name, SqlConnection transaction) {
        return transaction
                .preparedQuery("SELECT name FROM avatar WHERE owner IS NULL AND name = $1 FOR UPDATE SKIP LOCKED")
                .execute(Tuple.of(name.value()))
                .map(rows -> rows.rowCount() == 1 ? name : null);
    }

    Uni<Void> forget(List<AvatarName> names, SqlConnection transaction) {
        return transaction
                .preparedQuery("DELETE FROM avatar WHERE name = ANY ($1)")
                .execute(Tuple.of(names.stream().map(AvatarName::value).toArray(String[]::new)))
                .replaceWithVoid();
    }
}
