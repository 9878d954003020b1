package chat.parley.common.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.parley.common.event.AuthEvent;
import chat.parley.common.event.AuthEvent.SessionEnded;
import chat.parley.common.stream.DeadLetters;
import chat.parley.common.stream.StreamConsumers;
import chat.parley.common.stream.StreamReading;
import chat.parley.common.stream.StreamTrim;
import chat.parley.common.testing.RecordedSpans;
import chat.parley.common.testing.RedisOnly;
import chat.parley.common.tracing.Step;
import chat.parley.common.tracing.TraceParent;
import chat.parley.common.tracing.Tracing;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutboxTest {

    private static RedisOnly redis;
    private static EmbeddedPostgres postgres;
    private static Pool pool;

    private final List<EventSubscriptions> subscriptions = new ArrayList<>();
    private final RecordedSpans recorded = new RecordedSpans();
    private final Tracing tracing = recorded.tracing();
    private OutboxRelay relay;
    private Outbox outbox;
    private OutboxTrim trim;

    @BeforeAll
    static void startBacking() throws IOException, SQLException {
        redis = new RedisOnly();
        postgres = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            for (var migration : List.of("V0_1__outbox.sql", "R__outbox_traces.sql")) {
                try (var schema = OutboxTest.class.getResourceAsStream("/db/outbox/" + migration)) {
                    statement.execute(new String(schema.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        }
        pool = Pool.pool(
                redis.vertx(),
                new PgConnectOptions()
                        .setHost("127.0.0.1")
                        .setPort(postgres.getPort())
                        .setUser("postgres")
                        .setDatabase("postgres"),
                new PoolOptions().setMaxSize(8));
    }

    @AfterAll
    static void stopBacking() throws IOException {
        pool.closeAndAwait();
        postgres.close();
        redis.close();
    }

    @BeforeEach
    void startRelay() {
        trim = new OutboxTrim(pool, new StreamTrim(redis.streams()), new Settings());
        relay = new OutboxRelay(pool, redis.streams(), new Settings(), trim);
        outbox = new Outbox(pool, relay, tracing);
        relay.start(new StartupEvent());
    }

    @AfterEach
    void clean() throws InterruptedException {
        subscriptions.forEach(subscription -> subscription.stop(new ShutdownEvent()));
        relay.stop(new ShutdownEvent());
        pool.query("TRUNCATE outbox, processed_event").executeAndAwait();
        redis.empty();
    }

    @Test
    void anEventIsPublishedOnceItsTransactionCommits() {
        var event = event();

        tell(event);

        await().untilAsserted(() -> assertThat(published()).containsExactly(event));
    }

    /** Through the table, the stream and the group: its effect elsewhere is the next step of what was asked here. */
    @Test
    void theEffectOfAnEventFollowsWhatCausedIt() {
        var cause = tracing.begin(Step.process(Step.WEBSOCKET, "/ws/v1"));
        subscribe(new ConcurrentLinkedQueue<>(), new AtomicInteger());

        outbox.inTransaction(
                        tx -> outbox.tellAll(AuthEvent.STREAM, List.of(event()), List.of(TraceParent.of(cause)), tx))
                .await()
                .indefinitely();

        await().untilAsserted(() -> {
            var effect = recorded.named("process " + AuthEvent.STREAM);
            assertThat(effect.getTraceId()).isEqualTo(cause.getSpanContext().getTraceId());
            assertThat(effect.getParentSpanId())
                    .isEqualTo(cause.getSpanContext().getSpanId());
        });
    }

    @Test
    void anEventOfATransactionThatFailsIsNeverPublished() {
        var lost = event();
        var kept = event();

        outbox.inTransaction(tx -> outbox.tell(AuthEvent.STREAM, lost, tx)
                        .chain(() -> Uni.createFrom().<Void>failure(new IllegalStateException())))
                .onFailure()
                .recoverWithNull()
                .await()
                .indefinitely();
        tell(kept);

        await().untilAsserted(() -> assertThat(published()).containsExactly(kept));
    }

    @Test
    void afterRedisWasEmptiedEverythingNotForgottenIsPublishedAgain() {
        var first = event();
        tell(first);
        await().untilAsserted(() -> assertThat(published()).containsExactly(first));

        redis.empty();

        await().untilAsserted(() -> assertThat(published()).containsExactly(first));
    }

    @Test
    void twoRelaysPublishEachEventOnce() throws InterruptedException {
        tell(event());
        await().until(() -> published().size() == 1);
        var other = new OutboxRelay(pool, redis.streams(), new Settings(), trim);
        other.start(new StartupEvent());

        for (int i = 0; i < 100; i++) {
            tell(event());
        }

        await().untilAsserted(() -> assertThat(published()).hasSizeGreaterThanOrEqualTo(101));
        assertThat(published()).hasSize(101).doesNotHaveDuplicates();
        other.stop(new ShutdownEvent());
    }

    @Test
    void onlyWhatEveryGroupHasFinishedIsForgotten() {
        tell(event());
        tell(event());
        await().until(() -> published().size() == 2);

        trim.forget();
        assertThat(rows()).as("the group is not there yet").isEqualTo(2);

        var handled = new ConcurrentLinkedQueue<AuthEvent>();
        subscribe(handled, new AtomicInteger());
        await().untilAsserted(() -> assertThat(handled).hasSize(2));
        await().untilAsserted(() -> {
            trim.forget();
            assertThat(rows()).isZero();
            assertThat(redis.length(AuthEvent.STREAM)).isZero();
        });
    }

    @Test
    void anEventThatComesTwiceTakesEffectOnce() {
        var handled = new ConcurrentLinkedQueue<AuthEvent>();
        subscribe(handled, new AtomicInteger());
        tell(event());
        await().untilAsserted(() -> assertThat(handled).hasSize(1));

        redis.empty();
        await().until(() -> published().size() == 1);
        var marker = event();
        tell(marker);

        await().untilAsserted(() -> assertThat(handled).hasSize(2).contains(marker));
    }

    @Test
    void anEffectThatFailsIsTriedAgain() {
        var handled = new ConcurrentLinkedQueue<AuthEvent>();
        subscribe(handled, new AtomicInteger(2));

        var event = event();
        tell(event);

        await().untilAsserted(() -> assertThat(handled).containsExactly(event));
    }

    @Test
    void whatIsNotPublishedYetCanBeSeen() throws InterruptedException {
        var meters = new SimpleMeterRegistry();
        var reading = new OutboxReading(pool, meters);
        relay.stop(new ShutdownEvent());
        tell(event());
        tell(event());

        reading.read();

        assertThat(meters.get("parley.outbox.waiting").gauge().value()).isEqualTo(2);
        assertThat(meters.get("parley.outbox.age").gauge().value()).isPositive();
        relay.start(new StartupEvent());
        await().untilAsserted(() -> {
            reading.read();
            assertThat(meters.get("parley.outbox.waiting").gauge().value()).isZero();
            assertThat(meters.get("parley.outbox.age").gauge().value()).isZero();
        });
    }

    private void subscribe(ConcurrentLinkedQueue<AuthEvent> handled, AtomicInteger failures) {
        var subscription = new EventSubscriptions(
                pool,
                relay,
                new StreamConsumers(
                        redis.streams(),
                        new DeadLetters(redis.streams()),
                        new StreamReading(redis.streams(), new StreamTrim(redis.streams()), new SimpleMeterRegistry())),
                List.of(new Keeping(handled, failures)),
                tracing,
                "user-service");
        subscriptions.add(subscription);
        subscription.start(new StartupEvent());
    }

    private void tell(AuthEvent event) {
        outbox.inTransaction(tx -> outbox.tell(AuthEvent.STREAM, event, tx))
                .await()
                .indefinitely();
    }

    private static AuthEvent event() {
        return new SessionEnded(UUID.randomUUID(), UUID.randomUUID(), Instant.parse("2026-11-20T23:51:18Z"));
    }

    private static List<AuthEvent> published() {
        if (redis.streams()
                        .ask(Request.cmd(Command.EXISTS).arg(AuthEvent.STREAM))
                        .toInteger()
                == 0) {
            return List.of();
        }
        return redis.streams().read(AuthEvent.STREAM, "0", 1_000, Duration.ofMillis(10)).stream()
                .map(entry -> EventEntry.read(entry, AuthEvent.class).event())
                .toList();
    }

    private static long rows() {
        return pool.preparedQuery("SELECT count(*) FROM outbox")
                .executeAndAwait(Tuple.tuple())
                .iterator()
                .next()
                .getLong(0);
    }

    private record Keeping(ConcurrentLinkedQueue<AuthEvent> handled, AtomicInteger failures)
            implements EventHandler<AuthEvent> {

        @Override
        public String stream() {
            return AuthEvent.STREAM;
        }

        @Override
        public Class<AuthEvent> type() {
            return AuthEvent.class;
        }

        @Override
        public Uni<Void> handle(AuthEvent event, SqlConnection transaction) {
            if (failures.getAndDecrement() > 0) {
                return Uni.createFrom().failure(new IllegalStateException("not yet"));
            }
            handled.add(event);
            return Uni.createFrom().voidItem();
        }
    }

    private static final class Settings implements OutboxConfig {

        @Override
        public String stream() {
            return AuthEvent.STREAM;
        }

        @Override
        public Optional<List<String>> groups() {
            return Optional.of(List.of("user-service"));
        }

        @Override
        public Duration poll() {
            return Duration.ofMillis(100);
        }

        @Override
        public Duration every() {
            return Duration.ofMillis(20);
        }

        @Override
        public Duration keep() {
            return Duration.ZERO;
        }

        @Override
        public Duration remember() {
            return Duration.ofDays(1);
        }
    }
}
