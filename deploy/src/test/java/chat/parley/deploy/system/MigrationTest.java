package chat.parley.deploy.system;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.deploy.Service;
import chat.parley.deploy.fault.lab.MessageDatabase;
import chat.parley.deploy.store.Databases;
import chat.parley.deploy.store.Databases.Database;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
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
        var database = made("new_" + service.database(), stack);
        var log = RunningStack.newHome("migration").resolve("log");

        assertThat(run(service, stack, starting(database, database.name(), stack), log))
                .isEqualTo(1);
        assertThat(log).content().contains(PENDING);
        assertThat(run(service, stack, migrating(database, database.name(), stack), log))
                .isZero();

        assertThat(text(
                        "SELECT DISTINCT installed_by FROM flyway_schema_history",
                        database.name(),
                        database.password(),
                        database,
                        stack))
                .isEqualTo(database.owner());
    }

    /** As docs/operations.md says: old pods go on with the old role while new ones have the next. */
    @Test
    void aServicesRoleIsReplacedWhileItWorks(RunningStack stack) throws Exception {
        var database = made("rotated", stack);
        var log = RunningStack.newHome("migration").resolve("log");
        assertThat(run(Service.AUTH, stack, migrating(database, "rotated", stack), log))
                .isZero();
        var administration = stack.laboratory().administration();
        administration.execute("CREATE ROLE rotated_b LOGIN PASSWORD 'next'");
        administration.execute("GRANT CONNECT ON DATABASE rotated TO rotated_b");
        administration.execute("GRANT rotated TO rotated_b");

        assertThat(run(Service.AUTH, stack, migrating(database, "rotated_b", stack), log))
                .isZero();

        var oldPod = new HashMap<>(starting(database, "rotated", stack));
        oldPod.put("QUARKUS_INIT_AND_EXIT", "true");
        assertThat(run(Service.AUTH, stack, oldPod, log))
                .as("an old pod that is started again")
                .isZero();
        retire(administration, database, stack);
        assertThat(text("SELECT count(*) FROM account", "rotated_b", "next", database, stack))
                .isEqualTo("0");
    }

    private static void retire(MessageDatabase administration, Database database, RunningStack stack)
            throws SQLException {
        administration.execute("REVOKE rotated FROM rotated_b");
        try (var inside = DriverManager.getConnection(
                        address(database, stack),
                        "postgres",
                        stack.credentials().of("database.administrator"));
                var statement = inside.createStatement()) {
            statement.execute("DROP OWNED BY rotated");
            statement.execute("DROP ROLE rotated");
        }
    }

    private static Database made(String name, RunningStack stack) throws SQLException {
        var database = new Database(name, "service", name + "_owner", "owner");
        new Databases(
                        stack.laboratory().settings().ports().postgres(),
                        stack.credentials().of("database.administrator"))
                .create(List.of(database));
        return database;
    }

    private static int run(Service service, RunningStack stack, Map<String, String> settings, Path log)
            throws Exception {
        try (var run = ServiceRun.start(service, stack, settings, log)) {
            return run.exitCode();
        }
    }

    /** None of it is the owner's. */
    private static Map<String, String> starting(Database database, String role, RunningStack stack) {
        return Map.of(
                "PARLEY_DATABASE_URL",
                address(database, stack).substring("jdbc:".length()),
                "QUARKUS_DATASOURCE_USERNAME",
                role,
                "QUARKUS_DATASOURCE_PASSWORD",
                database.password());
    }

    private static Map<String, String> migrating(Database database, String role, RunningStack stack) {
        var settings = new HashMap<>(starting(database, role, stack));
        settings.put("QUARKUS_PROFILE", "migrate");
        settings.put("QUARKUS_FLYWAY_USERNAME", database.owner());
        settings.put("QUARKUS_FLYWAY_PASSWORD", database.ownerPassword());
        return settings;
    }

    private static String text(String query, String role, String password, Database database, RunningStack stack)
            throws SQLException {
        try (var connection = DriverManager.getConnection(address(database, stack), role, password);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static String address(Database database, RunningStack stack) {
        return "jdbc:postgresql://127.0.0.1:"
                + stack.laboratory().settings().ports().postgres() + "/" + database.name();
    }
}
