package chat.parley.gateway.session;

import chat.parley.common.tracing.Step;
import chat.parley.common.tracing.Tracing;
import chat.parley.gateway.dialect.Dialect;
import io.opentelemetry.api.trace.Span;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Where the trace of a message begins and where it ends: a frame that is read, a frame that is written. What a client may have
 * sent of a trace of its own is not looked at: whoever could name it could have everything recorded.
 */
@Singleton
public class FrameSpans {

    private final Tracing tracing;
    private final Map<chat.parley.common.identity.Dialect, Step> read;
    private final Map<chat.parley.common.identity.Dialect, Step> written;

    FrameSpans(Tracing tracing, @All List<Dialect> dialects) {
        this.tracing = tracing;
        this.read = steps(dialects, path -> Step.process(Step.WEBSOCKET, path));
        this.written = steps(dialects, path -> Step.send(Step.WEBSOCKET, path));
    }

    /** A frame with a message was read. */
    Span read(Dialect dialect) {
        return tracing.begin(read.get(dialect.api()));
    }

    /** A message is about to be written to a socket; null for one that is not traced. */
    public Runnable written(Dialect dialect, String traceparent, Runnable then) {
        if (traceparent == null) {
            return then;
        }
        var span = tracing.follow(traceparent, written.get(dialect.api()));
        return () -> {
            span.end();
            if (then != null) {
                then.run();
            }
        };
    }

    private static Map<chat.parley.common.identity.Dialect, Step> steps(
            List<Dialect> dialects, Function<String, Step> step) {
        var steps = new EnumMap<chat.parley.common.identity.Dialect, Step>(chat.parley.common.identity.Dialect.class);
        dialects.forEach(dialect -> steps.put(dialect.api(), step.apply(Collections.min(dialect.paths()))));
        return steps;
    }
}
