package chat.parley.deploy.edge;

import chat.parley.deploy.Service;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.EnumMap;
import java.util.Map;

/** One event loop's share of the edge. */
final class EdgeServer extends AbstractVerticle {

    /** Attachments of 25 MiB and what multipart adds. A body that does not say its size is measured by the service. */
    private static final long LARGEST_BODY = 32L << 20;

    /** Longer than the pings of a gateway are apart, so that a quiet socket stays. */
    private static final int IDLE_SECONDS = 180;

    private static final int LINGER_MILLIS = 5_000;
    private static final int CONNECT_TIMEOUT_MILLIS = 2_000;
    private static final int MOST_SOCKETS = 50_000;
    private static final int MOST_CONNECTIONS = 128;

    private final int port;
    private final Routes routes;
    private final Map<Service, Upstream> upstreams;
    private final Pages pages;
    private final Map<Service, HttpForwarder> forwarders = new EnumMap<>(Service.class);
    private SocketTunnel tunnel;

    EdgeServer(int port, Routes routes, Map<Service, Upstream> upstreams, Pages pages) {
        this.port = port;
        this.routes = routes;
        this.upstreams = upstreams;
        this.pages = pages;
    }

    @Override
    public void start(Promise<Void> started) {
        var client = vertx.createHttpClient(clientOptions().setMaxPoolSize(MOST_CONNECTIONS));
        var socketClient = vertx.createHttpClient(clientOptions().setMaxPoolSize(MOST_SOCKETS));
        upstreams.forEach((service, upstream) -> forwarders.put(service, new HttpForwarder(client, upstream)));
        tunnel = new SocketTunnel(socketClient, upstreams.get(Service.GATEWAY));
        var options = serverOptions();
        vertx.createHttpServer(options)
                .connectionHandler(connection -> StrictRequestDecoder.install(connection, options))
                .requestHandler(this::handle)
                .listen()
                .<Void>mapEmpty()
                .onComplete(started);
    }

    private void handle(HttpServerRequest request) {
        if (!isUpgrade(request)) {
            request.response().headersEndHandler(_ -> leaveUnread(request));
        }
        var path = RequestPath.of(request.uri());
        if (!RequestPath.isClear(path)) {
            Answers.ambiguousPath(request);
        } else if (announcesTooMuch(request)) {
            Answers.tooLarge(request);
        } else if (!pages.serve(request, path)) {
            routes.find(path).ifPresentOrElse(service -> pass(request, service), () -> Answers.notFound(request));
        }
    }

    /**
     * An answer may be out while its request still comes, such as that to a body that nobody wants. No other request can follow
     * on that connection then (RFC 9112, section 9.3): the client is told so, and has a while to read the answer.
     */
    private void leaveUnread(HttpServerRequest request) {
        if (!request.isEnded()) {
            request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            vertx.setTimer(LINGER_MILLIS, _ -> request.connection().close());
        }
    }

    private void pass(HttpServerRequest request, Service service) {
        if (service == Service.GATEWAY && isUpgrade(request)) {
            tunnel.open(request);
        } else {
            forwarders.get(service).forward(request);
        }
    }

    private static boolean isUpgrade(HttpServerRequest request) {
        return request.headers().contains(HttpHeaders.UPGRADE, "websocket", true);
    }

    private static boolean announcesTooMuch(HttpServerRequest request) {
        var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length != null && (length.length() > 18 || Long.parseLong(length) > LARGEST_BODY);
    }

    private HttpServerOptions serverOptions() {
        return new HttpServerOptions()
                .setHost("127.0.0.1")
                .setPort(port)
                .setIdleTimeout(IDLE_SECONDS)
                .setHttp2ClearTextEnabled(false)
                .setHandle100ContinueAutomatically(true);
    }

    private static HttpClientOptions clientOptions() {
        return new HttpClientOptions().setConnectTimeout(CONNECT_TIMEOUT_MILLIS).setDecompressionSupported(false);
    }
}
