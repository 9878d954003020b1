package chat.parley.auth.account;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** The table {@code account}. */
@ApplicationScoped
public class Accounts {

    private final Pool pool;

    public Accounts(Pool pool) {
        this.pool = pool;
    }

    /** @return null when there is no account of that name, in any case */
    public Uni<Account> byUsername(String username) {
        return one("SELECT * FROM account WHERE username_key = $1", Tuple.of(Username.fold(username)));
    }

    /** @return null when there is no account of that address, in any case */
    public Uni<Account> byEmail(String email) {
        return one("SELECT * FROM account WHERE email_key = $1", Tuple.of(Email.fold(email)));
    }

    /** @return null when there is no account of that id */
    public Uni<Account> byId(UUID userId) {
        return one("SELECT * FROM account WHERE user_id = $1", Tuple.of(userId));
    }

    /** @return null when there is no account of that number */
    public Uni<Account> byNumber(long number) {
        return one("SELECT * FROM account WHERE number = $1", Tuple.of(number));
    }

    /**
     * @param avatar path of an accepted picture, or null
     * @throws UsernameTaken when another has the name
     * @throws EmailTaken when another has the address
     */
    public Uni<Account> add(NewAccount given, String passwordHash, String avatar, SqlConnection transaction) {
        return transaction
                .preparedQuery("""
                        INSERT INTO account
                            (username, username_key, email, email_key, password_hash, first_name, last_name, avatar)
                        VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING *""")
                .execute(Tuple.tuple()
                        .addString(given.username())
                        .addString(Username.fold(given.username()))
                        .addString(given.email())
                        .addString(Email.fold(given.email()))
                        .addString(passwordHash)
                        .addString(given.firstName())
                        .addString(given.lastName())
                        .addString(avatar))
                .map(rows -> Account.of(rows.iterator().next()))
                .onFailure(PgException.class)
                .transform(Accounts::taken);
    }

    private Uni<Account> one(String sql, Tuple parameters) {
        return pool.preparedQuery(sql).execute(parameters).map(Accounts::first);
    }

    private static Account first(RowSet<Row> rows) {
        var row = rows.iterator();
        return row.hasNext() ? Account.of(row.next()) : null;
    }

    private static Throwable taken(Throwable failure) {
        return switch (String.valueOf(((PgException) failure).getConstraint())) {
            case "account_username_unique" -> new UsernameTaken();
            case "account_email_unique" -> new EmailTaken();
            default -> failure;
        };
    }
}
