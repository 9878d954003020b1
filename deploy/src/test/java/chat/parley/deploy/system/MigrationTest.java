package chat.parley.deploy.system;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.deploy.FreePorts;
import chat.parley.deploy.Service;
import chat.parley.deploy.fault.lab.Laboratory;
import chat.parley.deploy.store.Databases;
import chat.parley.deploy.store.Databases.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** The run that makes a service's tables and ends, as the first container of a pod; and what the service says without them. */
@ExtendWith(StackExtension.class)
class MigrationTest {

    private static final String PENDING = "not applied to database";

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "GATEWAY")
    void tablesAreMadeByARunOfTheirOwnAndAServiceDoesNotStartWithoutThem(Service service, RunningStack stack)
            throws Exception {
        var database = new Database("new_" + service.database(), "service", "new_" + service.owner(), "owner");
        var port = stack.laboratory().settings().ports().postgres();
        new Databases(port, stack.credentials().of("database.administrator")).create(List.of(database));
        var starting = environment(stack.laboratory(), database);
        var log = RunningStack.newHome("migration").resolve("log");

        assertThat(run(service, starting, log)).isEqualTo(1);
        assertThat(log).content().contains(PENDING);

        var migrating = new HashMap<>(starting);
        migrating.put("QUARKUS_PROFILE", "migrate");
        migrating.put("QUARKUS_FLYWAY_USERNAME", database.owner());
        migrating.put("QUARKUS_FLYWAY_PASSWORD", database.ownerPassword());
        assertThat(run(service, migrating, log)).isZero();

        assertThat(installers(port, database)).isEqualTo(List.of(database.owner()));
    }

    /** As the service sees it. */
    private static List<String> installers(int port, Database database) throws SQLException {
        try (var connection = DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:" + port + "/" + database.name(),
                        database.name(),
                        database.password());
                var statement = connection.createStatement();
                var rows =
                        statement.executeQuery("SELECT array_agg(DISTINCT installed_by) FROM flyway_schema_history")) {
            rows.next();
            return List.of((String[]) rows.getArray(1).getArray());
        }
    }

    /** What a service must be told, all in one; none of it is the owner's. */
    private static Map<String, String> environment(Laboratory laboratory, Database database) {
        var home = laboratory.home();
        var ports = laboratory.settings().ports();
        return Map.of(
                "PARLEY_DATABASE_URL", "postgresql://127.0.0.1:" + ports.postgres() + "/" + database.name(),
                "QUARKUS_DATASOURCE_USERNAME", database.name(),
                "QUARKUS_DATASOURCE_PASSWORD", database.password(),
                "PARLEY_IDENTITY_JWKS", home.publicKeys().toString(),
                "PARLEY_AUTH_KEYS_DIRECTORY", home.privateKeys().toString(),
                "PARLEY_AVATARS_DIRECTORY", home.avatars().toString(),
                "PARLEY_ATTACHMENTS_DIRECTORY", home.attachments().toString(),
                "PARLEY_ATTACHMENTS_SIGNING_KEY", "a key of at least thirty-two characters",
                "QUARKUS_HTTP_PORT", Integer.toString(FreePorts.one()),
                "QUARKUS_MANAGEMENT_PORT", Integer.toString(FreePorts.one()));
    }

    /** @return the exit code */
    private static int run(Service service, Map<String, String> environment, Path log)
            throws IOException, InterruptedException {
        var application = RunningStack.checkout().resolve(service.module() + "/target/quarkus-app/quarkus-run.jar");
        var java = Path.of(System.getProperty("java.home"), "bin", "java");
        var builder = new ProcessBuilder(java.toString(), "-jar", application.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        var process = builder.start();
        try {
            assertThat(process.waitFor(90, TimeUnit.SECONDS))
                    .as(Files.readString(log))
                    .isTrue();
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }
}
