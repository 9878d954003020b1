package chat.parley.deploy;

import chat.parley.deploy.store.Databases.Database;
import chat.parley.deploy.store.Redis;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What each service is told about the stack it is in, in the names it is configured by. */
final class ServiceEnvironment {

    private final Settings settings;
    private final Credentials credentials;
    private final NodeSettings nodeSettings;

    ServiceEnvironment(Settings settings, Credentials credentials, NodeSettings nodeSettings) {
        this.settings = settings;
        this.credentials = credentials;
        this.nodeSettings = nodeSettings;
    }

    /** @param port where the node listens */
    Map<String, String> of(Service service, int node, int port) {
        var environment = new HashMap<String, String>();
        environment.putAll(addresses(service, port));
        environment.putAll(neighbours());
        environment.putAll(own(service));
        if (service.hasDatabase()) {
            environment.putAll(databaseOf(service));
        }
        environment.putAll(nodeSettings.of(service, node));
        return environment;
    }

    List<Database> databases() {
        return Arrays.stream(Service.values())
                .filter(Service::hasDatabase)
                .map(this::database)
                .toList();
    }

    private Database database(Service service) {
        return new Database(
                service.database(), password(service.database()), service.owner(), password(service.owner()));
    }

    private String password(String role) {
        return credentials.of("database." + role);
    }

    /** @param user a service's module, or {@link chat.parley.deploy.store.RedisUsers#ADMINISTRATOR} */
    String redisPassword(String user) {
        return credentials.of("redis." + user);
    }

    private Map<String, String> addresses(Service service, int port) {
        return Map.of(
                "QUARKUS_HTTP_PORT", Integer.toString(port),
                "QUARKUS_MANAGEMENT_PORT", Integer.toString(Ports.management(port)),
                "PARLEY_PUBLIC_URL", settings.address(),
                "PARLEY_IDENTITY_JWKS", settings.home().publicKeys().toString(),
                "PARLEY_REDIS_URL",
                        Redis.address(settings.ports().redis(), service.module(), redisPassword(service.module())),
                "QUARKUS_VERTX_EVENT_LOOPS_POOL_SIZE", Integer.toString(eventLoops()),
                "MALLOC_ARENA_MAX", "2");
    }

    /** Of each process: many share the processors, and a loop that waits for one is a loop too many. */
    private static int eventLoops() {
        return Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    }

    /** Every service is reached at its first node; only sockets and sends are spread, and the edge does that. */
    private Map<String, String> neighbours() {
        var neighbours = new HashMap<String, String>();
        for (var service : Service.values()) {
            neighbours.put(
                    "PARLEY_SERVICES_" + service.name(),
                    "http://127.0.0.1:" + settings.ports().of(service, 0));
        }
        return neighbours;
    }

    /** Both roles: on one machine a service makes its tables while it starts, which saves a start of a JVM. */
    private Map<String, String> databaseOf(Service service) {
        var database = database(service);
        return Map.of(
                "PARLEY_DATABASE_URL",
                "postgresql://127.0.0.1:" + settings.ports().postgres() + "/" + database.name(),
                "QUARKUS_DATASOURCE_USERNAME",
                database.name(),
                "QUARKUS_DATASOURCE_PASSWORD",
                database.password(),
                "QUARKUS_FLYWAY_USERNAME",
                database.owner(),
                "QUARKUS_FLYWAY_PASSWORD",
                database.ownerPassword(),
                "QUARKUS_FLYWAY_MIGRATE_AT_START",
                "true",
                "QUARKUS_FLYWAY_VALIDATE_AT_START",
                "false");
    }

    private Map<String, String> own(Service service) {
        var home = settings.home();
        return switch (service) {
            case AUTH ->
                Map.of(
                        "PARLEY_AUTH_KEYS_GENERATE",
                        "true",
                        "PARLEY_AUTH_KEYS_DIRECTORY",
                        home.privateKeys().toString());
            case USER -> Map.of("PARLEY_AVATARS_DIRECTORY", home.avatars().toString());
            case MESSAGE ->
                Map.of(
                        "PARLEY_ATTACHMENTS_DIRECTORY", home.attachments().toString(),
                        "PARLEY_ATTACHMENTS_SIGNING_KEY", credentials.of("attachments.signing-key"));
            case FRIENDSHIP, GATEWAY -> Map.of();
        };
    }
}
