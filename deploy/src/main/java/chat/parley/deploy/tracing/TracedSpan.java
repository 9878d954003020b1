package chat.parley.deploy.tracing;

import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A span as it was exported.
 *
 * @param process who made it: a node of a service, as the stack calls it
 * @param parentId empty for the first of a trace
 * @param kind {@code SERVER}, {@code CLIENT}, {@code PRODUCER}, {@code CONSUMER} or {@code INTERNAL}
 * @param begin in nanoseconds since 1970
 * @param links the ids of the spans that it is about without being part of their traces
 */
public record TracedSpan(
        String process,
        String traceId,
        String id,
        String parentId,
        String name,
        String kind,
        long begin,
        long end,
        Map<String, String> attributes,
        List<String> links,
        boolean failed) {

    static TracedSpan of(Resource resource, Span span) {
        return new TracedSpan(
                attributes(resource.getAttributesList()).getOrDefault("service.instance.id", "?"),
                hex(span.getTraceId().toByteArray()),
                hex(span.getSpanId().toByteArray()),
                hex(span.getParentSpanId().toByteArray()),
                span.getName(),
                span.getKind().name().substring("SPAN_KIND_".length()),
                span.getStartTimeUnixNano(),
                span.getEndTimeUnixNano(),
                attributes(span.getAttributesList()),
                span.getLinksList().stream()
                        .map(link -> hex(link.getSpanId().toByteArray()))
                        .toList(),
                span.getStatus().getCode() == Status.StatusCode.STATUS_CODE_ERROR);
    }

    public boolean isFirst() {
        return parentId.isEmpty();
    }

    Duration after(TracedSpan first) {
        return Duration.ofNanos(begin - first.begin);
    }

    Duration took() {
        return Duration.ofNanos(end - begin);
    }

    private static Map<String, String> attributes(List<KeyValue> attributes) {
        return attributes.stream().collect(Collectors.toMap(KeyValue::getKey, attribute -> switch (attribute
                .getValue()
                .getValueCase()) {
            case INT_VALUE -> Long.toString(attribute.getValue().getIntValue());
            case STRING_VALUE -> attribute.getValue().getStringValue();
            default -> attribute.getValue().toString();
        }));
    }

    private static String hex(byte[] id) {
        return HexFormat.of().formatHex(id);
    }
}
