package chat.parley.deploy.fault.lab;

import chat.parley.deploy.CannotRun;
import chat.parley.deploy.Service;
import chat.parley.deploy.fault.check.Check;
import chat.parley.deploy.fault.check.Level;
import chat.parley.deploy.process.ResidentMemory;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the processes hold at one moment: by their metrics, and as PostgreSQL, Redis and the system count it. */
public final class Gauges {

    /** Services that have just started, and share the processors with all others that have, may take some. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final List<Service> WITH_DATABASE =
            List.of(Service.AUTH, Service.USER, Service.FRIENDSHIP, Service.MESSAGE);

    /** What a service keeps once it has been busy: threads of pools that grow on demand and shrink slowly. */
    private static final long THREADS_KEPT = 40;
    /** Code, metaspace and heap that a JVM has grown into, and what a restarted one has not yet; in KiB. */
    private static final long MEMORY_KEPT = 160 * 1024;
    /** Connections to Redis that pools open under load and keep. */
    private static final long REDIS_CLIENTS_KEPT = 60;

    private static final String SOCKETS = "open sockets";

    private final Map<String, Long> values = new LinkedHashMap<>();
    private final Map<String, Check> checks = new LinkedHashMap<>();
    private final Map<String, Long> allowances = new LinkedHashMap<>();

    private Gauges() {}

    public static Gauges read(Laboratory laboratory) throws SQLException {
        var gauges = new Gauges();
        try (var http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .build()) {
            for (var service : laboratory.services()) {
                var metrics = metrics(http, laboratory.management(service));
                gauges.add(
                        Check.THREADS_AT_BASE_LINE,
                        "threads of " + service,
                        sum(metrics, "jvm_threads_live_threads"),
                        THREADS_KEPT);
                gauges.add(
                        Check.MEMORY_AT_BASE_LINE,
                        "resident KiB of " + service,
                        ResidentMemory.of(laboratory.process(service).process()).orElse(0),
                        MEMORY_KEPT);
            }
            var sockets = 0L;
            for (var gateway : laboratory.gateways()) {
                sockets += sum(metrics(http, laboratory.management(gateway)), "parley_socket_open");
            }
            gauges.add(Check.CONNECTIONS_AT_BASE_LINE, SOCKETS, sockets, 0);
        }
        gauges.addRedis(laboratory);
        gauges.addPostgres(laboratory);
        return gauges;
    }

    private void addRedis(Laboratory laboratory) {
        try (var redis = laboratory.redis()) {
            add(
                    Check.CONNECTIONS_AT_BASE_LINE,
                    "clients of Redis",
                    Long.parseLong(redis.text("INFO", "clients")
                            .lines()
                            .filter(line -> line.startsWith("connected_clients:"))
                            .findFirst()
                            .orElse("connected_clients:0")
                            .substring("connected_clients:".length())),
                    REDIS_CLIENTS_KEPT);
            add(Check.PENDING_AT_BASE_LINE, "pending entries", Pending.in(redis), 0);
        }
    }

    private void addPostgres(Laboratory laboratory) throws SQLException {
        var busy = laboratory
                .administration()
                .number("SELECT count(*) FROM pg_stat_activity WHERE datname LIKE '%\\_service'"
                        + " AND state <> 'idle' AND now() - state_change > interval '1 s'");
        add(Check.POOLS_AT_BASE_LINE, "connections to PostgreSQL that somebody holds", busy, 0);
        for (var service : WITH_DATABASE) {
            var unpublished =
                    laboratory.database(service).number("SELECT count(*) FROM outbox WHERE published_at IS NULL");
            add(Check.OUTBOX_AT_BASE_LINE, "unpublished outbox rows of " + service.module(), unpublished, 0);
        }
        add(
                Check.OUTBOX_AT_BASE_LINE,
                "sends over HTTP not known to be delivered",
                laboratory.database(Service.MESSAGE).number("SELECT count(*) FROM undelivered"),
                0);
    }

    private void add(Check check, String name, long value, long allowance) {
        values.put(name, value);
        checks.put(name, check);
        allowances.put(name, allowance);
    }

    public Map<String, Long> values() {
        return Map.copyOf(values);
    }

    /**
     * This as the base line of what is there later.
     *
     * @param sockets how many there should be then
     */
    public List<Level> until(Gauges later, long sockets) {
        var levels = new ArrayList<Level>();
        values.forEach((name, before) -> levels.add(new Level(
                checks.get(name),
                name,
                name.equals(SOCKETS) ? sockets : before,
                later.values.getOrDefault(name, 0L),
                allowances.get(name))));
        return levels;
    }

    private static String metrics(HttpClient http, int port) {
        try {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/metrics"))
                    .timeout(PATIENCE)
                    .build();
            return http.send(request, BodyHandlers.ofString()).body();
        } catch (IOException failure) {
            throw CannotRun.because("The metrics at port %d cannot be read: %s", port, failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw CannotRun.because("Interrupted.");
        }
    }

    /** All lines of one name, whatever their labels. */
    static long sum(String metrics, String name) {
        return (long) metrics.lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
