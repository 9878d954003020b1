package chat.parley.common.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.parley.common.testing.RecordedSpans;
import com.sun.management.ThreadMXBean;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TracingTest {

    private static final Step FIRST = Step.process(Step.WEBSOCKET, "/ws/v1");
    private static final Step NEXT = Step.send(Step.REDIS, "commands.{shard}");
    private static final Step TOGETHER = Step.transaction("message");

    private final RecordedSpans recorded = new RecordedSpans();
    private final Tracing tracing = recorded.tracing();

    @Test
    void whatIsSentAlongIsFollowedElsewhere() {
        var first = tracing.begin(FIRST);

        tracing.follow(TraceParent.of(first), NEXT).end();
        first.end();

        var next = recorded.named("send commands.{shard}");
        assertThat(next.getTraceId()).isEqualTo(first.getSpanContext().getTraceId());
        assertThat(next.getParentSpanId()).isEqualTo(first.getSpanContext().getSpanId());
        assertThat(next.getKind()).isEqualTo(SpanKind.PRODUCER);
        assertThat(next.getAttributes().get(AttributeKey.stringKey("messaging.destination.template")))
                .isEqualTo("commands.{shard}");
        assertThat(recorded.named("process /ws/v1")
                        .getAttributes()
                        .get(AttributeKey.stringKey("messaging.destination.name")))
                .isEqualTo("/ws/v1");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00",
                "\u0000 no traceparent"
            })
    void whatComesFromNoTraceIsNotFollowed(String traceparent) {
        var span = tracing.follow(traceparent, NEXT);
        span.end();

        assertThat(TraceParent.of(span)).isNull();
        assertThat(recorded.all()).isEmpty();
    }

    @Test
    void aStepOfOneIsPartOfItsTrace() {
        var first = tracing.begin(FIRST);

        tracing.join(List.of(TraceParent.of(first)), TOGETHER).end();

        var together = recorded.named("BATCH message");
        assertThat(together.getParentSpanId()).isEqualTo(first.getSpanContext().getSpanId());
        assertThat(together.getLinks()).isEmpty();
    }

    @Test
    void aStepOfSeveralBelongsToNoneAndIsLinkedToAll() {
        var one = tracing.begin(FIRST);
        var other = tracing.begin(FIRST);

        tracing.join(List.of(TraceParent.of(one), TraceParent.of(other)), TOGETHER)
                .end();

        var together = recorded.named("BATCH message");
        assertThat(together.getParentSpanContext().isValid()).isFalse();
        assertThat(together.getLinks())
                .extracting(LinkData::getSpanContext)
                .extracting(link -> link.getSpanId())
                .containsExactly(
                        one.getSpanContext().getSpanId(), other.getSpanContext().getSpanId());
    }

    @Test
    void aStepOfNobodyIsNone() {
        assertThat(tracing.join(List.of(), TOGETHER).isRecording()).isFalse();
    }

    /** Drawn once, and never again: neither for what follows nor for what several do together. */
    @Test
    void aTraceIsWholeHoweverFewThereAre() {
        var few = new Tracing(sdk(new Sampling(0.000_001)), 1);

        var one = few.begin(FIRST);
        var other = few.begin(FIRST);
        few.follow(TraceParent.of(one), NEXT).end();
        few.join(List.of(TraceParent.of(one), TraceParent.of(other)), TOGETHER).end();

        assertThat(recorded.all())
                .extracting(SpanData::getName)
                .containsExactly("send commands.{shard}", "BATCH message");
    }

    @Test
    void aboutSoManyBeginAsConfigured() {
        var some = new Tracing(sdk(new Sampling(0.25)), 0.25);

        for (int i = 0; i < 4_000; i++) {
            some.begin(FIRST).end();
        }

        assertThat(recorded.all()).hasSizeBetween(800, 1_200);
    }

    /** The path of a message must not feel that it could be traced. */
    @Test
    void whatIsNotTracedAllocatesNothing() {
        var off = Tracing.off();
        var rare = new Tracing(sdk(new Sampling(0)), Double.MIN_VALUE);
        passBy(off);
        passBy(rare);
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        var before = threads.getCurrentThreadAllocatedBytes();

        passBy(off);
        passBy(rare);

        // The second question itself takes some bytes.
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1_000);
    }

    private static void passBy(Tracing tracing) {
        for (int i = 0; i < 20_000; i++) {
            var span = tracing.begin(FIRST);
            tracing.follow(TraceParent.of(span), NEXT).end();
            span.end();
        }
    }

    @Test
    void aFailureIsNamedAndNotQuoted() {
        var span = tracing.begin(FIRST);

        assertThatThrownBy(() -> Spans.run(span, () -> {
                    throw new IllegalArgumentException("the body was: my secret");
                }))
                .isInstanceOf(IllegalArgumentException.class);

        var failed = recorded.named("process /ws/v1");
        assertThat(failed.getStatus()).isEqualTo(StatusData.error());
        assertThat(failed.getAttributes().get(AttributeKey.stringKey("error.type")))
                .isEqualTo("java.lang.IllegalArgumentException");
        assertThat(failed.toString()).doesNotContain("secret");
    }

    @Test
    void whatRunsInASpanIsWithinIt() {
        var span = tracing.begin(FIRST);

        Spans.run(span, () -> assertThat(tracing.current()).isEqualTo(TraceParent.of(span)));

        assertThat(tracing.current()).isNull();
    }

    /** Published clients put their tokens there. */
    @Test
    void aQueryIsNeverRecorded() {
        var sdk = OpenTelemetrySdk.builder()
                .setTracerProvider(SdkTracerProvider.builder()
                        .addSpanProcessor(new QueriesHidden())
                        .addSpanProcessor(recorded)
                        .build())
                .build();

        sdk.getTracer("http")
                .spanBuilder("GET")
                .setAttribute("url.path", "/ws")
                .setAttribute("url.query", "token=eyJhbGciOi")
                .setAttribute("url.full", "http://user-service/internal/people?token=eyJhbGciOi&x=1")
                .startSpan()
                .end();

        var span = recorded.named("GET");
        assertThat(span.toString()).doesNotContain("eyJhbGciOi");
        assertThat(span.getAttributes().get(AttributeKey.stringKey("url.full")))
                .isEqualTo("http://user-service/internal/people?REDACTED");
    }

    private OpenTelemetrySdk sdk(Sampling sampling) {
        return OpenTelemetrySdk.builder()
                .setTracerProvider(SdkTracerProvider.builder()
                        .setSampler(sampling)
                        .addSpanProcessor(recorded)
                        .build())
                .build();
    }

    @Test
    void aSpanThatDoesNothingNamesNoTrace() {
        assertThat(TraceParent.of(Span.getInvalid())).isNull();
    }
}
