package chat.parley.deploy.tracing;

import chat.parley.deploy.CannotRun;
import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Takes what services export of their traces: OTLP over HTTP, uncompressed protobuf, on a port of loopback
 * (<a href="https://opentelemetry.io/docs/specs/otlp/#otlphttp">specification</a>).
 */
public final class TraceReceiver implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 10;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final Consumer<List<TracedSpan>> spans;
    private final HttpServer server;

    /** @param spans called on one thread */
    public TraceReceiver(Consumer<List<TracedSpan>> spans) {
        this.spans = spans;
        this.server = vertx.createHttpServer(
                        new HttpServerOptions().setHost("127.0.0.1").setPort(0))
                .requestHandler(request -> request.body().onSuccess(body -> take(request, body)));
        try {
            server.listen().toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException failure) {
            throw CannotRun.because("Nobody can listen for traces: %s.", failure.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw CannotRun.because("Stopped.");
        }
    }

    /** What a process is told so that all it does is traced, and comes here soon. */
    public Map<String, String> settings(String process) {
        return Map.of(
                "QUARKUS_OTEL_SDK_DISABLED", "false",
                "QUARKUS_OTEL_TRACES_SAMPLER_ARG", "1.0",
                "QUARKUS_OTEL_BSP_SCHEDULE_DELAY", "200ms",
                "QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:" + server.actualPort(),
                "QUARKUS_OTEL_RESOURCE_ATTRIBUTES", "service.instance.id=" + process);
    }

    private void take(HttpServerRequest request, Buffer body) {
        if (!request.path().equals("/v1/traces")) {
            request.response().setStatusCode(404).end();
            return;
        }
        try {
            spans.accept(read(body));
            request.response()
                    .putHeader("Content-Type", "application/x-protobuf")
                    .end(Buffer.buffer(
                            ExportTraceServiceResponse.getDefaultInstance().toByteArray()));
        } catch (InvalidProtocolBufferException unreadable) {
            request.response().setStatusCode(400).end();
        }
    }

    private static List<TracedSpan> read(Buffer body) throws InvalidProtocolBufferException {
        return ExportTraceServiceRequest.parseFrom(body.getBytes()).getResourceSpansList().stream()
                .flatMap(process -> process.getScopeSpansList().stream()
                        .flatMap(scope -> scope.getSpansList().stream())
                        .map(span -> TracedSpan.of(process.getResource(), span)))
                .toList();
    }

    @Override
    public void close() {
        vertx.close();
    }
}
