package chat.parley.common.tracing;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * What is traced: what comes from a span that is; of what begins here so much as is configured. Two things were decided before
 * and are taken as they are: what was drawn already, and what several that are traced do together.
 */
public final class Sampling implements Sampler {

    private static final ContextKey<Boolean> KEY = ContextKey.named("parley-drawn");

    /** The parent of a trace that is to be. */
    static final Context DRAWN = Context.root().with(KEY, true);

    private final Sampler others;

    Sampling(double ratio) {
        this.others = Sampler.parentBased(Sampler.traceIdRatioBased(ratio));
    }

    @Override
    public SamplingResult shouldSample(
            Context parent, String traceId, String name, SpanKind kind, Attributes attributes, List<LinkData> links) {
        return parent.get(KEY) != null || joins(parent, links)
                ? SamplingResult.recordAndSample()
                : others.shouldSample(parent, traceId, name, kind, attributes, links);
    }

    private static boolean joins(Context parent, List<LinkData> links) {
        return !Span.fromContext(parent).getSpanContext().isValid()
                && links.stream().anyMatch(link -> link.getSpanContext().isSampled());
    }

    @Override
    public String getDescription() {
        return "Parley{" + others.getDescription() + "}";
    }

    /** Hands it to the SDK. */
    @Singleton
    static final class Configured {

        @Produces
        @Singleton
        Sampler sampler(@ConfigProperty(name = "quarkus.otel.traces.sampler.arg") double ratio) {
            return new Sampling(ratio);
        }
    }
}
