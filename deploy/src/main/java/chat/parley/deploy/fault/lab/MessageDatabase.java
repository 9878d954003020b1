package chat.parley.deploy.fault.lab;

import chat.parley.deploy.fault.history.Message;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;

/** A database looked at directly, past everything that could gloss over something. */
public final class MessageDatabase {

    private final String address;
    private final String role;
    private final String password;

    MessageDatabase(int port, String database, String role, String password) {
        this.address = "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
        this.role = role;
        this.password = password;
    }

    public Connection connect() throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", role);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("socketTimeout", "60");
        properties.setProperty("ApplicationName", "faults");
        return DriverManager.getConnection(address, properties);
    }

    /** The messages of each of the conversations, by seq; a conversation without any is there, too. */
    public Map<UUID, List<Message>> messages(Collection<UUID> conversations) throws SQLException {
        var found = new HashMap<UUID, List<Message>>();
        conversations.forEach(conversation -> found.put(conversation, new ArrayList<>()));
        try (var connection = connect();
                var statement = connection.prepareStatement("""
                        SELECT conversation_id, seq, id, client_id, sender_id, body FROM message
                        WHERE conversation_id = ANY (?) ORDER BY conversation_id, seq""")) {
            statement.setArray(1, connection.createArrayOf("uuid", conversations.toArray()));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var conversation = rows.getObject(1, UUID.class);
                    found.get(conversation)
                            .add(new Message(
                                    conversation,
                                    rows.getLong(2),
                                    rows.getObject(3, UUID.class),
                                    rows.getObject(4, UUID.class),
                                    rows.getObject(5, UUID.class),
                                    rows.getString(6)));
                }
            }
        }
        return found;
    }

    public Map<UUID, Long> lastSeqs(Collection<UUID> conversations) throws SQLException {
        var found = new HashMap<UUID, Long>();
        try (var connection = connect();
                var statement =
                        connection.prepareStatement("SELECT id, last_seq FROM conversation WHERE id = ANY (?)")) {
            statement.setArray(1, connection.createArrayOf("uuid", conversations.toArray()));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.put(rows.getObject(1, UUID.class), rows.getLong(2));
                }
            }
        }
        return found;
    }

    /** The one number that a query asks for. */
    public long number(String query, Object... arguments) throws SQLException {
        try (var connection = connect();
                var statement = connection.prepareStatement(query)) {
            set(statement, arguments);
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    public void execute(String command) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(command);
        }
    }

    private static void set(PreparedStatement statement, Object... arguments) throws SQLException {
        for (var argument = 0; argument < arguments.length; argument++) {
            statement.setObject(argument + 1, arguments[argument]);
        }
    }
}
