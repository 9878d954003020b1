package chat.parley.common.stream;

import chat.parley.common.failure.Deadline;
import io.quarkus.redis.client.RedisClientName;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Redis streams, by the few commands we use. Appending goes over the default client and does not block; the reading half is
 * for loops on virtual threads and has a client of its own, because a blocking read holds its connection.
 */
@ApplicationScoped
public class Streams {

    /** A command that takes longer has failed. Longer than any {@code BLOCK} we use. */
    private static final Duration TIME_OUT = Duration.ofSeconds(4);

    private final Pipeline writing;
    private final Redis reading;

    public Streams(Pipeline writing, @RedisClientName("streams") Redis reading) {
        this.writing = writing;
        this.reading = reading;
    }

    /** Appends one entry; its id. */
    public Uni<String> append(String stream, Map<String, String> fields) {
        return appendAll(List.of(new Append(stream, fields, false))).map(List::getFirst);
    }

    /** Appends all in one go; an id for each, null where the stream had to exist and does not. */
    public Uni<List<String>> appendAll(List<Append> entries) {
        return Deadline.of(
                        TIME_OUT,
                        writing.send(entries.stream().map(Append::request).toList()))
                .map(ids -> ids.stream()
                        .map(id -> id == null ? null : id.toString())
                        .toList());
    }

    /** What no consumer of the group has been given yet; waits up to {@code block} for something to come. */
    List<StreamEntry> readGroup(String stream, String group, String consumer, int count, Duration block) {
        var answer = ask(Request.cmd(Command.XREADGROUP)
                .arg("GROUP")
                .arg(group)
                .arg(consumer)
                .arg("COUNT")
                .arg(count)
                .arg("BLOCK")
                .arg(block.toMillis())
                .arg("STREAMS")
                .arg(stream)
                .arg(">"));
        return answer == null ? List.of() : entries(ofFirstStream(answer));
    }

    /** What the consumer was given after {@code afterId} and has not acknowledged; does not wait. */
    List<StreamEntry> readPending(String stream, String group, String consumer, int count, String afterId) {
        var answer = ask(Request.cmd(Command.XREADGROUP)
                .arg("GROUP")
                .arg(group)
                .arg(consumer)
                .arg("COUNT")
                .arg(count)
                .arg("STREAMS")
                .arg(stream)
                .arg(afterId));
        return answer == null ? List.of() : entries(ofFirstStream(answer));
    }

    /** What came after {@code afterId} ({@code $} for from now on); for fan-out, where every reader gets everything. */
    public List<StreamEntry> read(String stream, String afterId, int count, Duration block) {
        var answer = ask(Request.cmd(Command.XREAD)
                .arg("COUNT")
                .arg(count)
                .arg("BLOCK")
                .arg(block.toMillis())
                .arg("STREAMS")
                .arg(stream)
                .arg(afterId));
        return answer == null ? List.of() : entries(ofFirstStream(answer));
    }

    /** Takes over what other consumers were given and have not acknowledged for {@code idle}. */
    List<StreamEntry> claim(String stream, String group, String consumer, Duration idle, int count) {
        var answer = ask(Request.cmd(Command.XAUTOCLAIM)
                .arg(stream)
                .arg(group)
                .arg(consumer)
                .arg(idle.toMillis())
                .arg("0")
                .arg("COUNT")
                .arg(count));
        return entries(answer.get(1));
    }

    Uni<Void> acknowledge(String stream, String group, List<String> ids) {
        var request = Request.cmd(Command.XACK).arg(stream).arg(group);
        ids.forEach(request::arg);
        return Deadline.of(TIME_OUT, exchange(request)).replaceWithVoid();
    }

    /** Makes the group, from the very first entry on, and the stream with it; nothing when it is there. */
    public void createGroup(String stream, String group) {
        try {
            ask(Request.cmd(Command.XGROUP)
                    .arg("CREATE")
                    .arg(stream)
                    .arg(group)
                    .arg("0")
                    .arg("MKSTREAM"));
        } catch (RuntimeException refused) {
            if (!mentions(refused, "BUSYGROUP")) {
                throw refused;
            }
        }
    }

    /** Any other command, with the time-out that all have. For loops on virtual threads. */
    public Response ask(Request request) {
        return Response.newInstance(Deadline.await(TIME_OUT, exchange(request)));
    }

    private Uni<io.vertx.redis.client.Response> exchange(Request request) {
        return Exchange.over(reading, connection -> connection.send(request.getDelegate()));
    }

    static boolean mentions(Throwable failure, String word) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (String.valueOf(cause.getMessage()).contains(word)) {
                return true;
            }
        }
        return false;
    }

    private static Response ofFirstStream(Response answer) {
        return answer.get(0).get(1);
    }

    private static List<StreamEntry> entries(Response list) {
        var entries = new ArrayList<StreamEntry>(list.size());
        for (var entry : list) {
            // Redis 6 lists an entry that was deleted while pending as nil, or with nil fields.
            if (entry != null && entry.size() == 2 && entry.get(1) != null) {
                entries.add(new StreamEntry(entry.get(0).toString(), fields(entry.get(1))));
            }
        }
        return entries;
    }

    private static Map<String, String> fields(Response flat) {
        var fields = new LinkedHashMap<String, String>();
        for (int i = 0; i + 1 < flat.size(); i += 2) {
            fields.put(flat.get(i).toString(), flat.get(i + 1).toString());
        }
        return fields;
    }

    /**
     * An entry to append.
     *
     * @param mustExist write nothing when the stream is not there (NOMKSTREAM)
     * @param keep about how many entries the stream may keep, the oldest go; 0 for all
     */
    public record Append(String stream, Map<String, String> fields, boolean mustExist, int keep) {

        public Append(String stream, Map<String, String> fields, boolean mustExist) {
            this(stream, fields, mustExist, 0);
        }

        Request request() {
            var request = Request.cmd(Command.XADD).arg(stream);
            if (mustExist) {
                request.arg("NOMKSTREAM");
            }
            if (keep > 0) {
                request.arg("MAXLEN").arg("~").arg(keep);
            }
            request.arg("*");
            fields.forEach((name, value) -> request.arg(name).arg(value));
            return request;
        }
    }
}
