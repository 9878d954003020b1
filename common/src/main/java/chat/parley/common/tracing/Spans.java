package chat.parley.common.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Spans that end together. For one thread at a time. */
public final class Spans {

    private final List<Span> spans = new ArrayList<>();

    /** What follows it says that it comes from there; null when it is not recorded. */
    public String add(Span span) {
        spans.add(span);
        return TraceParent.of(span);
    }

    public void end() {
        spans.forEach(Span::end);
    }

    /** @param failure null when there was none */
    public void end(Throwable failure) {
        if (failure != null) {
            fail(failure);
        }
        end();
    }

    public void fail(Throwable failure) {
        spans.forEach(span -> fail(span, failure));
    }

    /** Does it, and ends them with it. */
    public void around(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException failure) {
            fail(failure);
            throw failure;
        } finally {
            end();
        }
    }

    /** Does it within a span, which goes on afterwards. On a thread that it has to itself. */
    public static <T> T within(Span span, Supplier<T> work) {
        if (!span.isRecording()) {
            return work.get();
        }
        try (var _ = span.makeCurrent()) {
            return work.get();
        }
    }

    /** Does it within a span, which ends with it. On a thread that it has to itself. */
    public static void run(Span span, Runnable work) {
        if (!span.isRecording()) {
            work.run();
            return;
        }
        try (var _ = span.makeCurrent()) {
            work.run();
        } catch (RuntimeException failure) {
            fail(span, failure);
            throw failure;
        } finally {
            span.end();
        }
    }

    /** The kind of failure alone: what a failure says may quote what was asked. */
    public static void fail(Span span, Throwable failure) {
        span.setStatus(StatusCode.ERROR)
                .setAttribute("error.type", failure.getClass().getName());
    }
}
