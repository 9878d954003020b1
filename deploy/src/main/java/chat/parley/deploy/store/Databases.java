package chat.parley.deploy.store;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/**
 * One database for each service, and for each two roles: the owner makes the tables, the service reads and writes their rows.
 * Nobody else enters.
 */
public final class Databases {

    private static final String OWNED_BY_ITS_NAMESAKE = """
            SELECT 1 FROM pg_database JOIN pg_roles ON pg_roles.oid = datdba WHERE datname = ? AND rolname = datname""";

    private final String address;
    private final String administratorPassword;

    /** @param port of a PostgreSQL on this machine */
    public Databases(int port, String administratorPassword) {
        this.address = "jdbc:postgresql://127.0.0.1:" + port + "/";
        this.administratorPassword = administratorPassword;
    }

    /** Makes what is missing; what an earlier version made with one role for both is given to the owner. */
    public void create(List<Database> databases) throws SQLException {
        try (var connection = connect("postgres")) {
            for (var database : databases) {
                createRole(connection, database.owner(), database.ownerPassword());
                createRole(connection, database.name(), database.password());
                createDatabase(connection, database);
            }
        }
    }

    private static void createRole(Connection connection, String name, String password) throws SQLException {
        if (!exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = ?", name)) {
            execute(connection, "CREATE ROLE %s LOGIN PASSWORD '%s'".formatted(name, password));
        }
    }

    private void createDatabase(Connection connection, Database database) throws SQLException {
        var name = database.name();
        var owner = database.owner();
        if (!exists(connection, "SELECT 1 FROM pg_database WHERE datname = ?", name)) {
            execute(connection, "CREATE DATABASE %s OWNER %s".formatted(name, owner));
        } else if (exists(connection, OWNED_BY_ITS_NAMESAKE, name)) {
            giveAway(name, owner);
        }
        execute(connection, "REVOKE ALL ON DATABASE %s FROM PUBLIC".formatted(name));
        execute(connection, "GRANT CONNECT ON DATABASE %s TO %s".formatted(name, name));
    }

    /** The database itself is among what its role owns. */
    private void giveAway(String name, String owner) throws SQLException {
        try (var inside = connect(name)) {
            execute(inside, "REASSIGN OWNED BY %s TO %s".formatted(name, owner));
        }
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(address + database, Postgres.ADMINISTRATOR, administratorPassword);
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (var statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (var rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    /** Names come from {@link chat.parley.deploy.Service} and passwords are base64: nothing in them needs quoting. */
    private static void execute(Connection connection, String command) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(command);
        }
    }

    /**
     * What a service keeps its rows in.
     *
     * @param name of the database, and of the role with which the service enters it
     */
    public record Database(String name, String password, String owner, String ownerPassword) {}
}
