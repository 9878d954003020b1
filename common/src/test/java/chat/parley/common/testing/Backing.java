package chat.parley.common.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * A real PostgreSQL with an empty database, a real Redis, and a key pair, for the tests of one service. Its tables are made by their
 * owner, and it has the rights that it has everywhere: what a test passes with is enough.
 */
public class Backing implements QuarkusTestResourceLifecycleManager {

    private EmbeddedPostgres postgres;
    private TestRedis redis;
    private Path directory;

    @Override
    public Map<String, String> start() {
        try {
            directory = Files.createTempDirectory("parley-test");
            var config = new HashMap<String, String>();
            config.putAll(startPostgres());
            redis = TestRedis.start();
            config.put("parley.redis.url", redis.url());
            config.putAll(TestTokens.writeKeys(directory));
            config.put("quarkus.http.test-port", "0");
            config.put("quarkus.management.test-port", "0");
            config.put("parley.test.directory", directory.toString());
            return config;
        } catch (IOException | SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private Map<String, String> startPostgres() throws IOException, SQLException {
        postgres = EmbeddedPostgres.builder()
                .setServerConfig("fsync", System.getProperty("parley.test.fsync", "off"))
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_connections", "60")
                .start();
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE ROLE owner LOGIN PASSWORD 'owner'");
            statement.execute("CREATE ROLE service LOGIN PASSWORD 'service'");
            statement.execute("CREATE DATABASE service OWNER owner");
            statement.execute("REVOKE ALL ON DATABASE service FROM PUBLIC");
            statement.execute("GRANT CONNECT ON DATABASE service TO service");
        }
        return Map.of(
                "parley.database.url", "postgresql://127.0.0.1:" + postgres.getPort() + "/service",
                "quarkus.datasource.username", "service",
                "quarkus.datasource.password", "service",
                "quarkus.flyway.username", "owner",
                "quarkus.flyway.password", "owner",
                "quarkus.flyway.migrate-at-start", "true",
                "quarkus.flyway.validate-at-start", "false");
    }

    @Override
    public void stop() {
        try {
            if (redis != null) {
                redis.close();
            }
            if (postgres != null) {
                postgres.close();
            }
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
