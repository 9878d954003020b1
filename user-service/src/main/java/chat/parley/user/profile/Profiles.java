package chat.parley.user.profile;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** The profiles, in PostgreSQL. */
@ApplicationScoped
public class Profiles {

    private static final String COLUMNS =
            "user_id, number, username, email, first_name, last_name, bio, avatar, status, version";

    private final Pool pool;

    public Profiles(Pool pool) {
        this.pool = pool;
    }

    /** Null when there is none, or none yet. */
    public Uni<Profile> find(UUID userId) {
        return find(userId, pool);
    }

    public Uni<Profile> find(UUID userId, SqlClient client) {
        return client.preparedQuery("SELECT " + COLUMNS + " FROM profile WHERE user_id = $1")
                .execute(Tuple.of(userId))
                .map(Profiles::one);
    }

    /** Null when there is none, or none yet. */
    Uni<Profile> find(long number) {
        return pool.preparedQuery("SELECT " + COLUMNS + " FROM profile WHERE number = $1")
                .execute(Tuple.of(number))
                .map(Profiles::one);
    }

    /** Those of these that are there. */
    public Uni<List<Profile>> findAll(List<UUID> userIds) {
        return findAll(userIds, pool);
    }

    /** Those of these that are there. */
    public Uni<List<Profile>> findAll(List<UUID> userIds, SqlClient client) {
        return client.preparedQuery("SELECT " + COLUMNS + " FROM profile WHERE user_id = ANY ($1)")
                .execute(Tuple.of(userIds.toArray(UUID[]::new)))
                .map(Profiles::all);
    }

    Uni<Profile> lock(UUID userId, SqlConnection transaction) {
        return transaction
                .preparedQuery("SELECT " + COLUMNS + " FROM profile WHERE user_id = $1 FOR UPDATE")
                .execute(Tuple.of(userId))
                .map(Profiles::one);
    }

    /**
     * Whether it was not there before. No index is named for the conflict: of two that add the same profile at once the later
     * may meet the first in any of the three, and with one named it would fail in the others.
     */
    Uni<Boolean> add(Profile profile, SqlConnection transaction) {
        return transaction
                .preparedQuery("""
                        INSERT INTO profile (user_id, number, username, username_key, email, first_name, last_name, version)
                        VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING""")
                .execute(Tuple.wrap(Arrays.asList(
                        profile.userId(),
                        profile.number(),
                        profile.username(),
                        Profile.key(profile.username()),
                        profile.email(),
                        profile.firstName(),
                        profile.lastName(),
                        profile.version())))
                .map(rows -> rows.rowCount() == 1);
    }

    Uni<Void> update(Profile profile, SqlConnection transaction) {
        return transaction
                .preparedQuery("""
                        UPDATE profile SET first_name = $2, last_name = $3, bio = $4, avatar = $5, status = $6, version = $7
                        WHERE user_id = $1""")
                .execute(Tuple.wrap(Arrays.asList(
                        profile.userId(),
                        profile.firstName(),
                        profile.lastName(),
                        profile.bio(),
                        profile.avatar(),
                        profile.status(),
                        profile.version())))
                .replaceWithVoid();
    }

    /** @param part of the username, in whatever case; empty for everybody */
    Uni<Long> count(String part) {
        return pool.preparedQuery("SELECT count(*) AS count FROM profile WHERE username_key LIKE $1")
                .execute(Tuple.of(containing(part)))
                .map(rows -> rows.iterator().next().getLong("count"));
    }

    /** Ordered by username. */
    Uni<List<Profile>> search(String part, int limit, long offset) {
        return pool.preparedQuery("SELECT " + COLUMNS
                        + " FROM profile WHERE username_key LIKE $1 ORDER BY username_key LIMIT $2 OFFSET $3")
                .execute(Tuple.of(containing(part), limit, offset))
                .map(Profiles::all);
    }

    /** Like {@link #search}, those after a username, which is empty for the beginning. */
    Uni<List<Profile>> searchAfter(String part, String username, int limit) {
        return pool.preparedQuery(
                        "SELECT " + COLUMNS
                                + " FROM profile WHERE username_key LIKE $1 AND username_key > $2 ORDER BY username_key LIMIT $3")
                .execute(Tuple.of(containing(part), Profile.key(username), limit))
                .map(Profiles::all);
    }

    /** Those who signed up first, in that order. */
    Uni<List<Profile>> first(int limit) {
        return pool.preparedQuery("SELECT " + COLUMNS + " FROM profile ORDER BY number LIMIT $1")
                .execute(Tuple.of(limit))
                .map(Profiles::all);
    }

    private static String containing(String part) {
        return "%" + Profile.key(part).replaceAll("([\\\\%_])", "\\\\$1") + "%";
    }

    private static Profile one(RowSet<Row> rows) {
        return rows.rowCount() == 0 ? null : Profile.of(rows.iterator().next());
    }

    private static List<Profile> all(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false).map(Profile::of).toList();
    }
}
