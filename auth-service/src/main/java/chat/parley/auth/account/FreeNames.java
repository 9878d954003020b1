package chat.parley.auth.account;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;

/** Finds a username for somebody who signs up with an e-mail address alone. */
@ApplicationScoped
class FreeNames {

    private static final int MAX_LENGTH = 120;

    private final Pool pool;

    FreeNames(Pool pool) {
        this.pool = pool;
    }

    /** The part before the {@code @}, with the lowest number from 2 on behind it that makes it free. */
    Uni<String> free(String email) {
        var name = nameOf(email);
        return pool.preparedQuery("""
                        SELECT CASE WHEN NOT EXISTS (SELECT FROM account WHERE username_key = $1) THEN ''
                               ELSE (SELECT max(coalesce(nullif(substr(username_key, length($1) + 1), '')::numeric, 1)) + 1
                                     FROM account
                                     WHERE starts_with(username_key, $1)
                                       AND substr(username_key, length($1) + 1) ~ '^[0-9]{0,9}$')::text
                               END""")
                .execute(Tuple.of(Username.fold(name)))
                .map(rows -> name + rows.iterator().next().getString(0));
    }

    private static String nameOf(String email) {
        var mailbox = email.substring(0, email.indexOf('@'));
        var allowed = mailbox.replaceAll("[^\\p{L}\\p{M}\\p{N}.+_-]", "");
        return allowed.isEmpty() ? "user" : allowed.substring(0, Math.min(allowed.length(), MAX_LENGTH));
    }
}
