package chat.parley.gateway.command;

import chat.parley.common.chat.Command;
import chat.parley.common.chat.CommandBatch;
import chat.parley.common.chat.Outcome;
import chat.parley.gateway.RedisRecovered;
import chat.parley.gateway.Timers;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;
import org.jboss.logging.Logger;

/**
 * The batches without an answer. They are appended again, under the same ids, until there is one: after a time-out, or soon
 * after appending failed. Whatever is lost on the way, the answer or the batch itself, costs time and nothing else. After a
 * long time whoever waits is told that nothing is known, and may ask again.
 */
@ApplicationScoped
public class InFlight {

    private static final Logger LOG = Logger.getLogger(InFlight.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    private static final Duration[] ACK_BUCKETS = LongStream.of(
                    1, 2, 3, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10000, 30000)
            .mapToObj(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final CommandStream stream;
    private final ChatConfig config;
    private final LongSupplier nanoTime;
    private final Timer acknowledged;
    private final Timer answered;
    private final Counter repeated;
    private final Map<UUID, Flight> flights = new ConcurrentHashMap<>();

    @Inject
    public InFlight(CommandStream stream, ChatConfig config, MeterRegistry meters) {
        this(stream, config, meters, System::nanoTime);
    }

    InFlight(CommandStream stream, ChatConfig config, MeterRegistry meters, LongSupplier nanoTime) {
        this.stream = stream;
        this.config = config;
        this.nanoTime = nanoTime;
        this.acknowledged = Timer.builder("parley.ack.latency")
                .description("From handing on messages to their being committed")
                .serviceLevelObjectives(ACK_BUCKETS)
                .register(meters);
        this.answered = Timer.builder("parley.commands.answered")
                .description("From handing on any other commands to their being answered")
                .register(meters);
        this.repeated = meters.counter("parley.commands.repeated");
        meters.gaugeMapSize("parley.commands.in.flight", List.of(), flights);
    }

    void start(@Observes StartupEvent started, Timers timers) {
        timers.every(LOOK_EVERY, this::look);
    }

    public void submit(CommandBatch batch, Answer answer) {
        var flight = new Flight(batch, answer, nanoTime.getAsLong());
        flights.put(batch.id(), flight);
        append(flight);
    }

    /** The answer to a batch; one to a batch that is not there comes for the second time. */
    public void answered(UUID batch, List<Outcome> outcomes) {
        var flight = flights.remove(batch);
        if (flight != null) {
            (flight.hasMessages() ? acknowledged : answered)
                    .record(nanoTime.getAsLong() - flight.submittedAt, TimeUnit.NANOSECONDS);
            flight.answer.come(outcomes);
        }
    }

    /** Nobody waits for the answer any more; whether somebody did. */
    public boolean forget(UUID batch) {
        return flights.remove(batch) != null;
    }

    public int size() {
        return flights.size();
    }

    /** Redis may have been emptied, and every batch on its way with it. */
    void repeatAll(@Observes RedisRecovered recovered) {
        flights.values().forEach(flight -> flight.dueAt = nanoTime.getAsLong());
    }

    void look() {
        var now = nanoTime.getAsLong();
        for (var flight : flights.values()) {
            if (now - flight.submittedAt >= config.giveUpAfter().toNanos()) {
                giveUp(flight);
            } else if (!flight.appending && now - flight.dueAt >= 0) {
                repeated.increment();
                append(flight);
            }
        }
    }

    private void giveUp(Flight flight) {
        if (flights.remove(flight.batch.id()) != null) {
            LOG.warnf("no answer to batch %s after %d tries", flight.batch.id(), (Integer) flight.tries);
            flight.answer.missing();
        }
    }

    private void append(Flight flight) {
        flight.appending = true;
        stream.append(flight.batch, failure -> appended(flight, failure));
    }

    private void appended(Flight flight, Throwable failure) {
        if (failure == null) {
            flight.tries++;
            flight.dueAt =
                    nanoTime.getAsLong() + config.repeatAfter().toNanos() * (1L << Math.min(flight.tries - 1, 3));
        } else {
            LOG.debugf("batch %s was not appended: %s", flight.batch.id(), failure);
            flight.dueAt = nanoTime.getAsLong() + config.retryAfter().toNanos();
        }
        flight.appending = false;
    }

    /** Its fields are written by one thread at a time: whoever appends, then whoever was told that it is appended. */
    private static final class Flight {

        final CommandBatch batch;
        final Answer answer;
        final long submittedAt;
        volatile boolean appending;
        volatile long dueAt;
        volatile int tries;

        Flight(CommandBatch batch, Answer answer, long submittedAt) {
            this.batch = batch;
            this.answer = answer;
            this.submittedAt = submittedAt;
        }

        boolean hasMessages() {
            return batch.commands().stream().anyMatch(Command.Send.class::isInstance);
        }
    }
}
