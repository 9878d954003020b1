package chat.parley.common.stream;

import chat.parley.common.failure.Outage;
import chat.parley.common.metrics.Figure;
import chat.parley.common.metrics.Reading;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** How far behind the consumer groups of this process are. Every replica of a group reads the same figures. */
@ApplicationScoped
public class StreamReading implements Reading {

    private final Streams streams;
    private final StreamTrim groups;
    private final MeterRegistry meters;
    private final List<Watched> watched = new CopyOnWriteArrayList<>();

    public StreamReading(Streams streams, StreamTrim groups, MeterRegistry meters) {
        this.streams = streams;
        this.groups = groups;
        this.meters = meters;
    }

    public void watch(String stream, String group) {
        watched.add(Watched.in(meters, stream, group));
    }

    /** A group that is not there yet is unknown, and hides no other; with Redis away, all are. */
    @Override
    public void read() {
        for (var group : watched) {
            try {
                read(group);
            } catch (RuntimeException failure) {
                if (Outage.is(failure)) {
                    throw failure;
                }
                group.figures().forEach(Figure::isUnknown);
            }
        }
    }

    @Override
    public void unknown() {
        watched.stream().flatMap(Watched::figures).forEach(Figure::isUnknown);
    }

    private void read(Watched watched) {
        watched.lag.is(secondsBehind(watched.stream, watched.group));
        watched.pending.is(
                streams.ask(Request.cmd(Command.XPENDING).arg(watched.stream).arg(watched.group))
                        .get(0)
                        .toLong());
        watched.dead.is(streams.ask(Request.cmd(Command.XLEN).arg(DeadLetters.of(watched.stream)))
                .toLong());
    }

    /** The age of the oldest entry that was not given out yet: its id begins with the time at which it was written. */
    private double secondsBehind(String stream, String group) {
        var next = streams.ask(Request.cmd(Command.XRANGE)
                .arg(stream)
                .arg("(" + groups.lastDelivered(stream, group))
                .arg("+")
                .arg("COUNT")
                .arg(1));
        return next.size() == 0
                ? 0
                : Math.max(
                                0,
                                Clock.systemUTC().millis()
                                        - EntryId.parse(next.get(0).get(0).toString())
                                                .ms())
                        / 1000.0;
    }

    private record Watched(String stream, String group, Figure lag, Figure pending, Figure dead) {

        static Watched in(MeterRegistry meters, String stream, String group) {
            var tags = Tags.of("stream", stream, "group", group);
            return new Watched(
                    stream,
                    group,
                    Figure.in(
                            meters, "parley.stream.lag", "seconds", "Age of the oldest entry not yet given out", tags),
                    Figure.in(meters, "parley.stream.pending", "entries", "Given out and not yet acknowledged", tags),
                    Figure.in(meters, "parley.stream.dead", "entries", "Parked because they cannot be handled", tags));
        }

        Stream<Figure> figures() {
            return Stream.of(lag, pending, dead);
        }
    }
}
