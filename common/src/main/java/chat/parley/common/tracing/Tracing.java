package chat.parley.common.tracing;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Follows one message through the services. Where a message goes from one process to another, the span that it comes from goes
 * along as a {@linkplain TraceParent traceparent}; without one nothing is followed. So whoever begins a trace decides for all,
 * and a message that is not traced costs nobody anything: no span is made, and nothing is allocated.
 */
@Singleton
public class Tracing {

    private static final String SCOPE = "chat.parley";

    private final Tracer tracer;
    private final double ratio;

    @Inject
    Tracing(
            OpenTelemetry openTelemetry,
            @ConfigProperty(name = "quarkus.otel.sdk.disabled") boolean disabled,
            @ConfigProperty(name = "quarkus.otel.traces.sampler.arg") double ratio) {
        this(openTelemetry, disabled ? 0 : ratio);
    }

    /** @param ratio of what begins here that is traced, 0 to 1 */
    public Tracing(OpenTelemetry openTelemetry, double ratio) {
        this.tracer = openTelemetry.getTracer(SCOPE);
        this.ratio = ratio;
    }

    public static Tracing off() {
        return new Tracing(OpenTelemetry.noop(), 0);
    }

    /** Begins a trace, or draws that there is to be none: then the span is one that does nothing. */
    public Span begin(Step step) {
        return ratio > 0 && ThreadLocalRandom.current().nextDouble() < ratio
                ? span(step).setParent(Sampling.DRAWN).startSpan()
                : Span.getInvalid();
    }

    /** The next step of what comes from there; one that does nothing when that is null, or no traceparent. */
    public Span follow(String traceparent, Step step) {
        var parent = traceparent == null || ratio == 0 ? Span.getInvalid() : TraceParent.read(traceparent);
        return parent.getSpanContext().isSampled()
                ? span(step).setParent(Context.root().with(parent)).startSpan()
                : Span.getInvalid();
    }

    /**
     * A step that several take together. It is part of the trace when that is one; of several it would belong to none, and is
     * a trace of its own with links to all of them.
     */
    public Span join(List<String> traceparents, Step step) {
        if (traceparents.size() <= 1) {
            return follow(traceparents.isEmpty() ? null : traceparents.getFirst(), step);
        }
        if (ratio == 0) {
            return Span.getInvalid();
        }
        var together = span(step).setNoParent();
        traceparents.forEach(
                traceparent -> together.addLink(TraceParent.read(traceparent).getSpanContext()));
        return together.startSpan();
    }

    /** Where the request that is being served comes from, so that what it causes elsewhere can follow it; else null. */
    public String current() {
        return ratio == 0 ? null : TraceParent.of(Span.current());
    }

    private SpanBuilder span(Step step) {
        return tracer.spanBuilder(step.name()).setSpanKind(step.kind()).setAllAttributes(step.attributes());
    }
}
