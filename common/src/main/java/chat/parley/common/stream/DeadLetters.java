package chat.parley.common.stream;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import org.jboss.logging.Logger;

/** Where poisonous entries are parked with their cause: the stream {@code dead.<stream>}. They stay until somebody looks. */
@ApplicationScoped
public class DeadLetters {

    private static final Logger LOG = Logger.getLogger(DeadLetters.class);

    private final Streams streams;

    public DeadLetters(Streams streams) {
        this.streams = streams;
    }

    public static String of(String stream) {
        return "dead." + stream;
    }

    void park(ConsumerSettings from, StreamEntry entry, Throwable cause) {
        var letter = new LinkedHashMap<>(entry.fields());
        letter.put("dead-id", entry.id());
        letter.put("dead-group", from.group());
        letter.put("dead-cause", String.valueOf(cause));
        streams.append(of(from.stream()), letter).await().indefinitely();
        LOG.errorf(cause, "entry %s of %s parked", entry.id(), from.stream());
    }
}
