package chat.parley.friendship.presence;

import chat.parley.friendship.presence.Announcements.Announcement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Who may see whose presence: friends, of whom neither blocks the other. */
@ApplicationScoped
class Friends {

    private static final String OF_THEM = """
            SELECT from_user AS user_id, to_user AS friend FROM friendship
            WHERE from_user = ANY ($1) AND status_to = 'accepted' AND status_from <> 'rejected'
            UNION ALL
            SELECT to_user, from_user FROM friendship
            WHERE to_user = ANY ($1) AND status_to = 'accepted' AND status_from <> 'rejected'""";

    private static final String SHOWN = """
            SELECT f.user_id AS told, person.number, p.*
            FROM (%s) AS f
            JOIN presence p ON p.user_id = f.friend
            JOIN person ON person.user_id = f.friend
            WHERE $2::uuid[] IS NULL OR f.friend = ANY ($2)
            ORDER BY p.user_id FOR SHARE OF p""".formatted(OF_THEM);

    /** The friends of each of them. */
    Uni<Map<UUID, Set<UUID>>> of(Collection<UUID> users, SqlConnection transaction) {
        return transaction
                .preparedQuery(OF_THEM)
                .execute(Tuple.of(users.toArray(UUID[]::new)))
                .map(Friends::bySide);
    }

    /**
     * How each of them is to be shown the friends, of those of whom something was told before; nothing new is told of these
     * until the end of the transaction.
     */
    Uni<List<Announcement>> shownTo(Collection<UUID> users, SqlConnection transaction) {
        return shown(Tuple.of(users.toArray(UUID[]::new), null), transaction);
    }

    /** Like {@link #shownTo}, of two who are friends, to one another. */
    Uni<List<Announcement>> shownToEachOther(UUID one, UUID other, SqlConnection transaction) {
        var both = new UUID[] {one, other};
        return shown(Tuple.of(both, both), transaction);
    }

    private static Uni<List<Announcement>> shown(Tuple who, SqlConnection transaction) {
        return transaction
                .preparedQuery(SHOWN)
                .execute(who)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(Friends::announcement)
                        .toList());
    }

    private static Announcement announcement(Row row) {
        return new Announcement(row.getUUID("told"), Presence.of(row).shown(row.getLong("number")));
    }

    private static Map<UUID, Set<UUID>> bySide(RowSet<Row> rows) {
        var friends = new HashMap<UUID, Set<UUID>>();
        rows.forEach(row -> friends.computeIfAbsent(row.getUUID("user_id"), _ -> new HashSet<>())
                .add(row.getUUID("friend")));
        return friends;
    }
}
