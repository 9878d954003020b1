package chat.parley.message.profile;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The users that we have heard of. */
@ApplicationScoped
public class Profiles {

    /** Which of them there are. */
    public Uni<Set<UUID>> known(Collection<UUID> users, SqlClient client) {
        return users.isEmpty()
                ? Uni.createFrom().item(Set.of())
                : client.preparedQuery("SELECT user_id FROM profile WHERE user_id = ANY ($1)")
                        .execute(Tuple.of(users.toArray(UUID[]::new)))
                        .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                                .map(row -> row.getUUID("user_id"))
                                .collect(Collectors.toSet()));
    }

    /** Those of them that we know, by their ids. */
    Uni<Map<UUID, Profile>> find(Collection<UUID> users, SqlClient client) {
        return users.isEmpty()
                ? Uni.createFrom().item(Map.of())
                : client.preparedQuery("""
                                SELECT user_id, username, email, first_name, last_name, avatar, version
                                FROM profile WHERE user_id = ANY ($1)""")
                        .execute(Tuple.of(users.toArray(UUID[]::new)))
                        .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                                .map(Profile::of)
                                .collect(Collectors.toMap(Profile::userId, profile -> profile)));
    }

    /** Keeps it, unless a newer one is known. */
    Uni<Void> keep(Profile profile, SqlClient client) {
        return client.preparedQuery("""
                        INSERT INTO profile AS known (user_id, username, email, first_name, last_name, avatar, version)
                        VALUES ($1, $2, $3, $4, $5, $6, $7)
                        ON CONFLICT (user_id) DO UPDATE
                        SET username = EXCLUDED.username, email = EXCLUDED.email, first_name = EXCLUDED.first_name,
                            last_name = EXCLUDED.last_name, avatar = EXCLUDED.avatar, version = EXCLUDED.version
                        WHERE known.version < EXCLUDED.version""")
                .execute(Tuple.from(new Object[] {
                    profile.userId(),
                    profile.username(),
                    profile.email(),
                    profile.firstName(),
                    profile.lastName(),
                    profile.avatar(),
                    profile.version()
                }))
                .replaceWithVoid();
    }
}
