package chat.parley.deploy.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.parley.deploy.Service;
import chat.parley.deploy.client.Frames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What operators look at is there, under the names of docs/operations.md, and moves with the messages. */
@ExtendWith(StackExtension.class)
class MetricsTest {

    private static final Pattern FIGURE = Pattern.compile("\\b(?:parley|sql_pool|redis_pool|process_cpu)_[a-z_]+");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Test
    void aMessageCanBeFollowedByItsCounters(RunningStack stack) {
        var ada = stack.newUser("ada");
        var ben = stack.newUser("ben");
        var channel = stack.api().befriend(ada, ben);
        var accepted = sum(stack, Service.GATEWAY, 2, "parley_messages_accepted_total");
        var delivered = sum(stack, Service.GATEWAY, 2, "parley_messages_delivered_total");
        var latencies = sum(stack, Service.GATEWAY, 2, "parley_ack_latency_seconds_count");
        var persisted = sum(stack, Service.MESSAGE, 2, "parley_messages_persisted_total");

        try (var adas = stack.gateway(0).open(ada);
                var bens = stack.gateway(1).open(ben)) {
            assertThat(bens.isOpen()).isTrue();
            adas.send(Frames.message(channel, "counted"));

            await().untilAsserted(() -> {
                assertThat(sum(stack, Service.GATEWAY, 2, "parley_messages_accepted_total"))
                        .isGreaterThan(accepted);
                assertThat(sum(stack, Service.GATEWAY, 2, "parley_messages_delivered_total"))
                        .isGreaterThan(delivered);
                assertThat(sum(stack, Service.GATEWAY, 2, "parley_ack_latency_seconds_count"))
                        .isGreaterThan(latencies);
                assertThat(sum(stack, Service.MESSAGE, 2, "parley_messages_persisted_total"))
                        .isGreaterThan(persisted);
                assertThat(sum(stack, Service.GATEWAY, 2, "parley_socket_open")).isGreaterThanOrEqualTo(2);
            });
        }
    }

    @Test
    void whatIsBehindCanBeSeen(RunningStack stack) {
        await().untilAsserted(() -> {
            assertThat(scrape(stack, Service.MESSAGE, 0))
                    .contains("parley_stream_lag_seconds{", "stream=\"commands.0\"")
                    .contains("parley_stream_pending_entries{", "parley_stream_dead_entries{")
                    .contains("parley_outbox_age_seconds", "parley_outbox_waiting_events")
                    .contains("sql_pool_");
            assertThat(scrape(stack, Service.USER, 0)).contains("stream=\"events.message\"");
        });
    }

    /** A name that nobody writes would be an empty panel, and an alert that never comes. */
    @Test
    void everyFigureOfTheDashboardAndTheAlertsIsMeasured(RunningStack stack) throws IOException {
        var monitoring = Path.of("..", "k8s", "parley", "monitoring");
        var named = Stream.of("dashboard.json", "alerts.yaml")
                .flatMap(file -> FIGURE.matcher(read(monitoring.resolve(file))).results())
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
        refuseSomething(stack);

        assertThat(named).hasSizeGreaterThan(10);
        await().untilAsserted(() -> {
            var measured = Stream.of(Service.values())
                    .map(service -> scrape(stack, service, 0))
                    .collect(Collectors.joining("\n"));
            assertThat(named).allSatisfy(name -> assertThat(measured).containsPattern("(?m)^" + name + "[{ ]"));
        });
    }

    /** On the gateway that is scraped: what is accepted, refused and closed leaves its figure there. */
    private static void refuseSomething(RunningStack stack) {
        var ada = stack.newUser("ada");
        var ben = stack.newUser("ben");
        var channel = stack.api().befriend(ada, ben);
        try (var socket = stack.gateway(0).open(ada)) {
            socket.send(Frames.message(channel, "accepted"));
            socket.send(Frames.message(UUID.randomUUID().toString(), "refused"));
            await().until(() -> socket.frames().size() >= 2);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static double sum(RunningStack stack, Service service, int nodes, String name) {
        return IntStream.range(0, nodes)
                .mapToObj(node -> scrape(stack, service, node))
                .flatMap(String::lines)
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static String scrape(RunningStack stack, Service service, int node) {
        try {
            return HTTP.send(
                            HttpRequest.newBuilder(URI.create(stack.management(service, node) + "/q/metrics"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
