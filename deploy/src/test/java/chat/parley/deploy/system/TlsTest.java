package chat.parley.deploy.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.parley.deploy.Service;
import chat.parley.deploy.fault.lab.MessageDatabase;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Connections to the stores that are encrypted, and only to whom the right authority vouches for by the right name. */
@ExtendWith(StackExtension.class)
class TlsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    @TempDir
    private static Path files;

    private static final Vertx VERTX = Vertx.vertx();
    private static TestCertificate stores;
    private static TestCertificate stranger;
    private static int redis;

    @BeforeAll
    static void encrypt(RunningStack stack) throws Exception {
        stores = TestCertificate.forHost("localhost", files, "stores");
        stranger = TestCertificate.forHost("localhost", files, "stranger");
        encryptPostgres(stack);
        redis = encryptedRedis(stack.laboratory().settings().ports().redis());
    }

    /** Connections that are open stay as they are, and so do those that do not ask for it. */
    private static void encryptPostgres(RunningStack stack) throws Exception {
        var cluster = stack.laboratory().home().postgres().resolve("cluster");
        var administration = stack.laboratory().administration();
        administration.execute("ALTER SYSTEM SET ssl_cert_file = '%s'".formatted(given(stores.certificate(), cluster)));
        administration.execute("ALTER SYSTEM SET ssl_key_file = '%s'".formatted(given(stores.key(), cluster)));
        administration.execute("ALTER SYSTEM SET ssl = on");
        administration.execute("SELECT pg_reload_conf()");
        await().until(() ->
                administration.number("SELECT count(*) FROM pg_settings WHERE name = 'ssl' AND setting = 'on'") == 1);
    }

    /** PostgreSQL takes a key that is its own and nobody else's to read. */
    private static Path given(Path file, Path cluster) throws IOException {
        var copy = Files.copy(file, cluster.resolve(file.getFileName()));
        Files.setOwner(copy, Files.getOwner(cluster));
        Files.setPosixFilePermissions(copy, java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
        return copy;
    }

    /** The Redis of the local stack knows no TLS: somebody in front of it does. */
    private static int encryptedRedis(int plain) {
        var client = VERTX.createNetClient();
        var options = new NetServerOptions()
                .setHost("127.0.0.1")
                .setSsl(true)
                .setKeyCertOptions(new PemKeyCertOptions()
                        .setCertPath(stores.certificate().toString())
                        .setKeyPath(stores.key().toString()));
        return VERTX.createNetServer(options)
                .connectHandler(socket -> join(socket, client, plain))
                .listen(0)
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
    }

    private static void join(NetSocket socket, NetClient client, int plain) {
        socket.pause();
        client.connect(plain, "127.0.0.1").onSuccess(other -> {
            socket.pipeTo(other);
            other.pipeTo(socket);
        });
    }

    @AfterAll
    static void asBefore(RunningStack stack) throws Exception {
        VERTX.close();
        var administration = stack.laboratory().administration();
        administration.execute("ALTER SYSTEM RESET ssl");
        administration.execute("SELECT pg_reload_conf()");
    }

    @Test
    void aServiceReachesPostgresqlEncrypted(RunningStack stack) throws Exception {
        try (var service = service(stack, "localhost", stores, Map.of())) {
            await().atMost(PATIENCE).until(service::isReady);

            assertThat(encrypted(stack.laboratory().administration())).isPositive();
        }
    }

    @Test
    void aServiceDoesNotStartWithAPostgresqlOfAnotherAuthorityOrName(RunningStack stack) throws Exception {
        try (var strange = service(stack, "localhost", stranger, Map.of())) {
            assertThat(strange.exitCode()).isEqualTo(1);
        }
        try (var misnamed = service(stack, "127.0.0.1", stores, Map.of())) {
            assertThat(misnamed.exitCode()).isEqualTo(1);
        }
    }

    /** What serves is another client than what looks at the tables when a service starts. */
    @Test
    void noRequestIsServedFromAPostgresqlOfAnotherAuthority(RunningStack stack) throws Exception {
        try (var service = service(stack, "localhost", stranger, Map.of("QUARKUS_FLYWAY_ACTIVE", "false"))) {
            await().atMost(PATIENCE).until(service::saysThatItIsNotReady);
        }
    }

    @Test
    void aGatewayReachesRedisEncrypted(RunningStack stack) throws Exception {
        try (var gateway = gateway(stack, "rediss://%s@localhost:%d", stores)) {
            await().atMost(PATIENCE).until(gateway::isReady);
        }
    }

    @Test
    void aGatewayIsNotReadyWithARedisOfAnotherAuthorityOrName(RunningStack stack) throws Exception {
        try (var strange = gateway(stack, "rediss://%s@localhost:%d", stranger);
                var misnamed = gateway(stack, "rediss://%s@127.0.0.1:%d", stores)) {
            await().atMost(PATIENCE).until(strange::saysThatItIsNotReady);
            await().atMost(PATIENCE).until(misnamed::saysThatItIsNotReady);
        }
    }

    @Test
    void anAuthorityForAPlainAddressIsAMistake(RunningStack stack) throws Exception {
        try (var gateway = gateway(stack, "redis://%s@localhost:%d", stores)) {
            assertThat(gateway.exitCode()).isEqualTo(1);
        }
    }

    private static long encrypted(MessageDatabase administration) throws Exception {
        return administration.number("SELECT count(*) FROM pg_stat_ssl JOIN pg_stat_activity USING (pid)"
                + " WHERE ssl AND datname = 'friendship_service' AND application_name = 'friendship-service'");
    }

    /** Without a Redis, which it does not need to be ready; so it takes no events from the stack's own. */
    private static ServiceRun service(
            RunningStack stack, String host, TestCertificate authority, Map<String, String> more) throws IOException {
        var database = Service.FRIENDSHIP.database();
        var settings = new HashMap<>(Map.of(
                "PARLEY_DATABASE_URL",
                "postgresql://" + host + ":"
                        + stack.laboratory().settings().ports().postgres() + "/" + database,
                "PARLEY_DATABASE_TLS",
                "verify-full",
                "PARLEY_DATABASE_CA",
                authority.certificate().toString(),
                "QUARKUS_DATASOURCE_USERNAME",
                database,
                "QUARKUS_DATASOURCE_PASSWORD",
                stack.credentials().of("database." + database),
                "PARLEY_REDIS_URL",
                "redis://127.0.0.1:1"));
        settings.putAll(more);
        return ServiceRun.start(Service.FRIENDSHIP, stack, settings, log());
    }

    private static ServiceRun gateway(RunningStack stack, String address, TestCertificate authority)
            throws IOException {
        var user = Service.GATEWAY.module();
        var credentials = user + ":" + stack.credentials().of("redis." + user);
        var settings = Map.of(
                "PARLEY_REDIS_URL", address.formatted(credentials, redis),
                "PARLEY_REDIS_CA", authority.certificate().toString());
        return ServiceRun.start(Service.GATEWAY, stack, settings, log());
    }

    private static Path log() throws IOException {
        return RunningStack.newHome("tls").resolve("log");
    }
}
