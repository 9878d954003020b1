package chat.parley.common.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;

/**
 * What happens to messages at one place: the name, kind and attributes that all spans of it have, made once. They follow
 * OpenTelemetry's <a href="https://opentelemetry.io/docs/specs/semconv/messaging/messaging-spans/">conventions for messaging</a>
 * and <a href="https://opentelemetry.io/docs/specs/semconv/db/database-spans/">for databases</a>.
 */
public record Step(String name, SpanKind kind, Attributes attributes) {

    /** How the streams are called as a messaging system. */
    public static final String REDIS = "redis";

    /** How the sockets are. */
    public static final String WEBSOCKET = "websocket";

    /** @param destination its name, or what all its names have in common: {@code commands.{shard}} */
    public static Step send(String system, String destination) {
        return messaging("send", SpanKind.PRODUCER, system, destination);
    }

    /** @param destination its name, or what all its names have in common: {@code deliver.{node}} */
    public static Step process(String system, String destination) {
        return messaging("process", SpanKind.CONSUMER, system, destination);
    }

    /** A transaction of several statements. */
    public static Step transaction(String table) {
        return new Step(
                "BATCH " + table,
                SpanKind.CLIENT,
                Attributes.of(
                        AttributeKey.stringKey("db.system.name"), "postgresql",
                        AttributeKey.stringKey("db.operation.name"), "BATCH",
                        AttributeKey.stringKey("db.collection.name"), table));
    }

    private static Step messaging(String operation, SpanKind kind, String system, String destination) {
        var isTemplate = destination.indexOf('{') >= 0;
        return new Step(
                operation + " " + destination,
                kind,
                Attributes.of(
                        AttributeKey.stringKey("messaging.system"),
                        system,
                        AttributeKey.stringKey("messaging.operation.name"),
                        operation,
                        AttributeKey.stringKey("messaging.operation.type"),
                        operation,
                        AttributeKey.stringKey(
                                isTemplate ? "messaging.destination.template" : "messaging.destination.name"),
                        destination));
    }
}
