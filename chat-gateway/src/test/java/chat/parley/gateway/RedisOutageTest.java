package chat.parley.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import chat.parley.common.stream.Streams;
import chat.parley.common.testing.FreePort;
import chat.parley.common.testing.RedisBacking;
import chat.parley.gateway.testing.TestSocket;
import chat.parley.gateway.testing.ToldPresence;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import redis.embedded.RedisServer;
import redis.embedded.core.RedisServerBuilder;

/** A Redis of its own, which dies and freezes (FAULTS 4 and 6). */
@QuarkusTest
@TestProfile(RedisOutageTest.MortalRedis.class)
class RedisOutageTest extends SocketTest {

    /** Connections that are used now and then, and may have been closed or opened between two counts. */
    private static final int A_FEW = 3;

    @Inject
    Node node;

    @Inject
    ToldPresence presence;

    @Inject
    Recoveries recoveries;

    @Inject
    Streams streams;

    @ConfigProperty(name = "quarkus.management.test-port")
    int managementPort;

    @Test
    void chatGoesOnAfterRedisWasKilledAndStartedAgain() throws IOException {
        var chat = writer.befriend(anna, ben);
        try (var annas = open(anna);
                var bens = open(ben)) {
            annas.send(message(chat.friendship, "before"));
            assertThat(text(bens)).isEqualTo("before");

            Mortal.kill();
            annas.send(message(chat.friendship, "meanwhile"));
            await().untilAsserted(() -> assertThat(readiness()).isEqualTo(503));
            assertThat(liveness()).isEqualTo(200);
            Mortal.startRedis();

            await().until(() -> writer.nodes(ben.id()).equals(List.of(node.name())));
            assertThat(text(bens)).isEqualTo("meanwhile");
            annas.send(message(chat.friendship, "after"));
            assertThat(text(bens)).isEqualTo("after");
            await().untilAsserted(() -> assertThat(readiness()).isEqualTo(200));
        }
    }

    @Test
    void chatGoesOnAfterRedisWasFrozen() throws Exception {
        var chat = writer.befriend(anna, ben);
        try (var annas = open(anna);
                var bens = open(ben)) {
            annas.send(message(chat.friendship, "before"));
            assertThat(text(bens)).isEqualTo("before");

            Mortal.signal("STOP");
            annas.send(message(chat.friendship, "meanwhile"));
            assertThat(readiness()).isEqualTo(503);
            assertThat(bens.isSilentFor(Duration.ofSeconds(8))).isTrue();
            Mortal.signal("CONT");

            assertThat(text(bens)).isEqualTo("meanwhile");
            annas.send(message(chat.friendship, "after"));
            assertThat(text(bens)).isEqualTo("after");
            assertThat(chat.messages).hasSize(3);
        }
    }

    @Test
    void connectionsThatAFreezePiledUpAreGoneSoonAfter() throws Exception {
        var before = clientsOfRedis();

        Mortal.signal("STOP");
        try (var askers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var asker = 0; asker < 40; asker++) {
                askers.execute(this::askInVain);
            }
        }
        Mortal.signal("CONT");

        await().ignoreExceptions().until(() -> clientsOfRedis() <= before + A_FEW);
    }

    @Test
    void whoWentWhileRedisWasAwayIsToldOfWhenItIsBackAndWhoStayedIsToldOfAgain() throws IOException {
        try (var bens = open(ben)) {
            var annas = open(anna);
            await().until(() -> writer.nodes(anna.id()).equals(List.of(node.name())));

            Mortal.kill();
            annas.close();
            Mortal.startRedis();

            await().until(() -> presence.changes(anna) >= 1);
            await().until(() -> presence.restorations(ben) >= 1);
            assertThat(writer.nodes(anna.id())).isEmpty();
            assertThat(writer.nodes(ben.id())).containsExactly(node.name());
            assertThat(bens.isOpen()).isTrue();
        }
    }

    @Test
    void recoveryIsAnnouncedOnce() throws IOException {
        var before = recoveries.count();

        Mortal.kill();
        await().untilAsserted(() -> assertThat(readiness()).isEqualTo(503));
        Mortal.startRedis();

        await().until(() -> recoveries.count() > before);
        await().during(Duration.ofSeconds(2)).until(() -> recoveries.count() == before + 1);
    }

    private void askInVain() {
        streams.appendAll(List.of(new Streams.Append("nobody", Map.of("a", "b"), true)))
                .onFailure()
                .recoverWithNull()
                .await()
                .indefinitely();
        assertThatThrownBy(() -> streams.read("nobody", "$", 1, Duration.ofMillis(10)))
                .isInstanceOf(RuntimeException.class);
    }

    private int clientsOfRedis() {
        var figures = streams.ask(Request.cmd(Command.INFO).arg("clients")).toString();
        return figures.lines()
                .filter(line -> line.startsWith("connected_clients:"))
                .mapToInt(line -> Integer.parseInt(
                        line.substring("connected_clients:".length()).strip()))
                .findFirst()
                .orElseThrow();
    }

    private int readiness() {
        return RestAssured.given().port(managementPort).get("/q/health/ready").statusCode();
    }

    private int liveness() {
        return RestAssured.given().port(managementPort).get("/q/health/live").statusCode();
    }

    private static String text(TestSocket socket) {
        return socket.next().at("/message/message/content").asText();
    }

    @ApplicationScoped
    public static class Recoveries {

        private final AtomicInteger count = new AtomicInteger();

        void recovered(@Observes RedisRecovered recovered) {
            count.incrementAndGet();
        }

        public int count() {
            return count.get();
        }
    }

    public static class MortalRedis implements QuarkusTestProfile {

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(Mortal.class));
        }
    }

    /** Takes the place of {@link RedisBacking}'s address. */
    public static class Mortal implements QuarkusTestResourceLifecycleManager {

        private static int port;
        private static RedisServer redis;
        private static ProcessHandle process;

        @Override
        public int order() {
            return 1;
        }

        @Override
        public Map<String, String> start() {
            try {
                port = FreePort.find();
                startRedis();
                return Map.of("parley.redis.url", "redis://127.0.0.1:" + port);
            } catch (IOException failure) {
                throw new IllegalStateException(failure);
            }
        }

        @Override
        public void stop() {
            kill();
        }

        static void startRedis() throws IOException {
            Set<ProcessHandle> before =
                    new HashSet<>(ProcessHandle.current().children().toList());
            redis = new RedisServerBuilder()
                    .port(port)
                    .setting("bind 127.0.0.1")
                    .setting("save \"\"")
                    .setting("appendonly no")
                    .setting("daemonize no")
                    .build();
            redis.start();
            process = ProcessHandle.current()
                    .children()
                    .filter(child -> !before.contains(child))
                    .findFirst()
                    .orElseThrow();
        }

        static void kill() {
            process.destroyForcibly();
            process.onExit().join();
        }

        static void signal(String name) throws IOException, InterruptedException {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        }
    }
}
