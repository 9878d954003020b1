package chat.parley.common.stream;

import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Forgets what every consumer group of a stream has finished; nothing while a group is missing. Blocks. */
@ApplicationScoped
public class StreamTrim {

    private final Streams streams;

    public StreamTrim(Streams streams) {
        this.streams = streams;
    }

    /**
     * The first entry that some group still needs; empty when the stream is not there, or a group that we know of.
     *
     * <p>What the groups were given is read before what they have not acknowledged: what is given out in between lies above.
     */
    public Optional<EntryId> firstUnfinished(String stream, Collection<String> groups) {
        if (streams.ask(Request.cmd(Command.EXISTS).arg(stream)).toInteger() == 0) {
            return Optional.empty();
        }
        var present = lastDelivered(stream);
        return present.keySet().containsAll(groups)
                ? groups.stream()
                        .map(group -> firstUnfinished(stream, group, present.get(group)))
                        .min(EntryId::compareTo)
                : Optional.empty();
    }

    public void below(String stream, EntryId id) {
        streams.ask(Request.cmd(Command.XTRIM).arg(stream).arg("MINID").arg(id.toString()));
    }

    private EntryId firstUnfinished(String stream, String group, EntryId lastDelivered) {
        var pending = streams.ask(Request.cmd(Command.XPENDING).arg(stream).arg(group));
        return pending.get(0).toLong() == 0
                ? lastDelivered.next()
                : EntryId.parse(pending.get(1).toString());
    }

    /**
     * The last entry that was given to a consumer of the group.
     *
     * @throws IllegalStateException if there is no such group
     */
    EntryId lastDelivered(String stream, String group) {
        var last = lastDelivered(stream).get(group);
        if (last == null) {
            throw new IllegalStateException("There is no group " + group + " of " + stream);
        }
        return last;
    }

    private Map<String, EntryId> lastDelivered(String stream) {
        var present = new HashMap<String, EntryId>();
        for (var group : streams.ask(Request.cmd(Command.XINFO).arg("GROUPS").arg(stream))) {
            present.put(value(group, "name"), EntryId.parse(value(group, "last-delivered-id")));
        }
        return present;
    }

    private static String value(Response flat, String name) {
        for (int i = 0; i + 1 < flat.size(); i += 2) {
            if (flat.get(i).toString().equals(name)) {
                return flat.get(i + 1).toString();
            }
        }
        throw new IllegalStateException("XINFO GROUPS does not tell " + name);
    }
}
