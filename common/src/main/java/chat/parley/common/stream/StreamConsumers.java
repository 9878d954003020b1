package chat.parley.common.stream;

import jakarta.enterprise.context.ApplicationScoped;

/** Makes consumers, and lets everybody see how far behind their groups are. */
@ApplicationScoped
public class StreamConsumers {

    private final Streams streams;
    private final DeadLetters deadLetters;
    private final StreamReading reading;

    public StreamConsumers(Streams streams, DeadLetters deadLetters, StreamReading reading) {
        this.streams = streams;
        this.deadLetters = deadLetters;
        this.reading = reading;
    }

    /** One that is still to be started. */
    public StreamConsumer make(ConsumerSettings settings, StreamHandler handler) {
        reading.watch(settings.stream(), settings.group());
        return new StreamConsumer(streams, deadLetters, settings, handler);
    }
}
