package chat.parley.common.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import jakarta.inject.Singleton;

/**
 * Takes the query out of the address of every HTTP request that is traced. Published clients put tokens into it
 * ({@code ?token=}), and media URLs carry their signature there.
 */
@Singleton
public final class QueriesHidden implements SpanProcessor {

    static final String HIDDEN = "REDACTED";

    private static final AttributeKey<String> QUERY = AttributeKey.stringKey("url.query");
    private static final AttributeKey<String> URL = AttributeKey.stringKey("url.full");

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {
        if (span.getAttribute(QUERY) != null) {
            span.setAttribute(QUERY, HIDDEN);
        }
        var url = span.getAttribute(URL);
        if (url != null && url.indexOf('?') >= 0) {
            span.setAttribute(URL, url.substring(0, url.indexOf('?') + 1) + HIDDEN);
        }
    }

    @Override
    public boolean isStartRequired() {
        return true;
    }

    @Override
    public void onEnd(ReadableSpan span) {}

    @Override
    public boolean isEndRequired() {
        return false;
    }
}
