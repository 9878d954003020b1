package chat.parley.friendship.person;

import chat.parley.common.event.Person;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Our copy of everybody, as user-service told. */
@ApplicationScoped
public class People {

    private final Pool pool;

    public People(Pool pool) {
        this.pool = pool;
    }

    /** Those of them that we know. */
    public Uni<Map<UUID, Person>> find(Collection<UUID> userIds) {
        return find(userIds, pool);
    }

    public Uni<Map<UUID, Person>> find(Collection<UUID> userIds, SqlClient client) {
        return client.preparedQuery("SELECT * FROM person WHERE user_id = ANY ($1)")
                .execute(Tuple.of(userIds.toArray(UUID[]::new)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(People::person)
                        .collect(Collectors.toMap(Person::userId, person -> person)));
    }

    /** Null when we do not know them, or not yet. */
    Uni<Person> find(UUID userId) {
        return find(List.of(userId)).map(found -> found.get(userId));
    }

    /** By the integer id of {@code social}; null when we do not know them, or not yet. */
    Uni<Person> find(long number) {
        return pool.preparedQuery("SELECT * FROM person WHERE number = $1")
                .execute(Tuple.of(number))
                .map(rows -> rows.size() == 0 ? null : person(rows.iterator().next()));
    }

    /** Keeps the copy, unless the one we have is as new. */
    Uni<Void> keep(Person person) {
        return keep(person, pool);
    }

    Uni<Void> keep(Person person, SqlClient client) {
        return client.preparedQuery("""
                        INSERT INTO person
                            (user_id, number, username, email, first_name, last_name, avatar, bio, status, version)
                        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
                        ON CONFLICT (user_id) DO UPDATE SET
                            email = excluded.email, first_name = excluded.first_name, last_name = excluded.last_name,
                            avatar = excluded.avatar, bio = excluded.bio, status = excluded.status,
                            version = excluded.version
                        WHERE person.version < excluded.version""")
                .execute(Tuple.wrap(Arrays.asList(
                        person.userId(),
                        person.number(),
                        person.username(),
                        person.email(),
                        person.firstName(),
                        person.lastName(),
                        person.avatar(),
                        person.bio(),
                        person.status(),
                        person.version())))
                .replaceWithVoid();
    }

    private static Person person(Row row) {
        return new Person(
                row.getUUID("user_id"),
                row.getLong("number"),
                row.getString("username"),
                row.getString("email"),
                row.getString("first_name"),
                row.getString("last_name"),
                row.getString("avatar"),
                row.getString("bio"),
                row.getString("status"),
                row.getLong("version"));
    }
}
