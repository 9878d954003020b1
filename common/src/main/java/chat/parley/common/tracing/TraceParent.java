package chat.parley.common.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.List;

/**
 * A span as it is named to another process, by
 * <a href="https://www.w3.org/TR/trace-context/#traceparent-header">W3C Trace Context</a>. Only of spans that are recorded.
 */
public final class TraceParent {

    /** The name of the header, of a field of a stream entry, and of a member of what is in one. */
    public static final String FIELD = "traceparent";

    private static final W3CTraceContextPropagator W3C = W3CTraceContextPropagator.getInstance();
    private static final TextMapGetter<String> GETTER = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(String traceparent) {
            return List.of(FIELD);
        }

        @Override
        public String get(String traceparent, String key) {
            return FIELD.equals(key) ? traceparent : null;
        }
    };

    private TraceParent() {}

    /** Null when nothing is recorded. */
    public static String of(Span span) {
        if (!span.isRecording()) {
            return null;
        }
        var written = new String[1];
        W3C.inject(Context.root().with(span), written, (carrier, key, value) -> {
            if (FIELD.equals(key)) {
                carrier[0] = value;
            }
        });
        return written[0];
    }

    /** An invalid one when it is none. */
    static Span read(String traceparent) {
        return Span.fromContext(W3C.extract(Context.root(), traceparent, GETTER));
    }
}
