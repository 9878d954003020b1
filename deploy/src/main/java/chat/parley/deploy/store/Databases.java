package chat.parley.deploy.store;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

/** One database for each service, and for each the one role that may enter it. */
public final class Databases {

    private Databases() {}

    /** @param passwords by the name that a database and its role share */
    public static void create(int port, String administratorPassword, Map<String, String> passwords)
            throws SQLException {
        var address = "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
        try (var connection = DriverManager.getConnection(address, Postgres.ADMINISTRATOR, administratorPassword)) {
            for (var database : passwords.entrySet()) {
                createRole(connection, database.getKey(), database.getValue());
                createDatabase(connection, database.getKey());
            }
        }
    }

    private static void createRole(Connection connection, String name, String password) throws SQLException {
        if (!exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = ?", name)) {
            execute(connection, "CREATE ROLE %s LOGIN PASSWORD '%s'".formatted(name, password));
        }
    }

    private static void createDatabase(Connection connection, String name) throws SQLException {
        if (!exists(connection, "SELECT 1 FROM pg_database WHERE datname = ?", name)) {
            execute(connection, "CREATE DATABASE %s OWNER %s".formatted(name, name));
        }
        execute(connection, "REVOKE ALL ON DATABASE %s FROM PUBLIC".formatted(name));
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
}
