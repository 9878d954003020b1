package chat.parley.deploy.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.parley.deploy.Service;
import chat.parley.deploy.fault.lab.MessageDatabase;
import chat.parley.deploy.store.Databases;
import chat.parley.deploy.store.Databases.Database;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** A service reads and writes its own rows, and can do nothing else to any database. */
@ExtendWith(StackExtension.class)
class DatabaseRolesTest {

    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "GATEWAY")
    void aServiceMakesChangesEmptiesAndDropsNoTable(Service service, RunningStack stack) {
        var database = stack.laboratory().database(service);

        for (var command : new String[] {
            "CREATE TABLE mine (id bigint)",
            "CREATE TEMPORARY TABLE mine (id bigint)",
            "CREATE SCHEMA mine",
            "CREATE ROLE mine",
            "ALTER TABLE outbox ADD COLUMN mine bigint",
            "CREATE INDEX mine ON outbox (stream)",
            "TRUNCATE outbox",
            "DROP TABLE outbox",
            "DELETE FROM flyway_schema_history",
            "UPDATE flyway_schema_history SET success = false",
            "SET ROLE " + service.owner(),
        }) {
            assertRefused(database, command);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "GATEWAY")
    void aServiceEntersNoDatabaseButItsOwn(Service service, RunningStack stack) {
        for (var other : Service.values()) {
            if (other.hasDatabase() && other != service) {
                assertThatThrownBy(() -> stack.laboratory()
                                .database(other.database(), service.database())
                                .connect())
                        .hasMessageContaining("permission denied for database");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "GATEWAY")
    void everyTableIsItsOwners(Service service, RunningStack stack) throws SQLException {
        var database = stack.laboratory().database(service);

        assertThat(database.number(
                        "SELECT count(*) FROM pg_tables WHERE schemaname = 'public' AND tableowner <> ?",
                        service.owner()))
                .isZero();
        assertThat(database.number("SELECT count(*) FROM pg_tables WHERE tableowner = ?", service.owner()))
                .isPositive();
    }

    @Test
    void aTableOfALaterMigrationIsTheServicesToUse(RunningStack stack) throws SQLException {
        var owner = stack.laboratory().database(Service.USER.database(), Service.USER.owner());
        var service = stack.laboratory().database(Service.USER);
        owner.execute("CREATE TABLE later (id bigint GENERATED ALWAYS AS IDENTITY, other bigint DEFAULT 1)");
        owner.execute("CREATE SEQUENCE later_number");
        try {
            service.execute("INSERT INTO later (other) VALUES (nextval('later_number'))");
            service.execute("UPDATE later SET other = 2");

            assertThat(service.number("SELECT other FROM later")).isEqualTo(2);
            assertRefused(service, "TRUNCATE later");
        } finally {
            owner.execute("DROP TABLE later");
            owner.execute("DROP SEQUENCE later_number");
        }
    }

    @Test
    void whatWasMadeWithOneRoleIsGivenToTheOwner(RunningStack stack) throws SQLException {
        var administration = stack.laboratory().administration();
        administration.execute("CREATE ROLE of_old LOGIN PASSWORD 'of_old'");
        administration.execute("CREATE DATABASE of_old OWNER of_old");
        var database = new Database("of_old", "of_old", "of_old_owner", "owner");
        var address = "jdbc:postgresql://127.0.0.1:"
                + stack.laboratory().settings().ports().postgres() + "/of_old";
        try (var service = DriverManager.getConnection(address, "of_old", "of_old");
                var statement = service.createStatement()) {
            statement.execute("CREATE TABLE kept (id bigint)");
        }

        var databases = new Databases(
                stack.laboratory().settings().ports().postgres(),
                stack.credentials().of("database.administrator"));
        databases.create(List.of(database));
        databases.create(List.of(database));

        try (var owner = DriverManager.getConnection(address, "of_old_owner", "owner");
                var statement = owner.createStatement()) {
            statement.execute("ALTER TABLE kept ADD COLUMN more bigint");
            statement.execute("CREATE EXTENSION pg_trgm");
        }
        assertThat(administration.number("SELECT datdba FROM pg_database WHERE datname = 'of_old'"))
                .isEqualTo(administration.number("SELECT oid FROM pg_roles WHERE rolname = 'of_old_owner'"));
    }

    private static void assertRefused(MessageDatabase database, String command) {
        assertThatThrownBy(() -> database.execute(command))
                .as(command)
                .isInstanceOfSatisfying(
                        SQLException.class,
                        refusal -> assertThat(refusal.getSQLState()).isEqualTo(INSUFFICIENT_PRIVILEGE));
    }
}
