package chat.parley.deploy.edge;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetSocket;

/**
 * Joins a client's WebSocket with a gateway node: after the handshake the bytes pass through unread. A side that reads
 * slowly makes the other wait, so that the node sees a slow reader as one and nothing piles up here (which is why the
 * proxy library's own upgrade is not used).
 */
final class SocketTunnel {

    private static final int SWITCHING_PROTOCOLS = 101;
    private static final int UNAVAILABLE = 503;

    private final HttpClient client;
    private final Upstream nodes;

    SocketTunnel(HttpClient client, Upstream nodes) {
        this.client = client;
        this.nodes = nodes;
    }

    void open(HttpServerRequest request) {
        request.pause();
        handshake(request, nodes.nodes())
                .compose(answer ->
                        answer.statusCode() == SWITCHING_PROTOCOLS ? join(request, answer) : refuse(request, answer))
                .onFailure(failure -> {
                    request.resume();
                    Answers.unavailable(request);
                });
    }

    /** A node that is going away answers 503, and another may take the socket. */
    private Future<HttpClientResponse> handshake(HttpServerRequest request, int nodesLeft) {
        return nodes.connect(client)
                .compose(upgrade -> send(request, upgrade))
                .compose(answer -> answer.statusCode() == UNAVAILABLE && nodesLeft > 1
                        ? handshake(request, nodesLeft - 1)
                        : Future.succeededFuture(answer));
    }

    private static Future<HttpClientResponse> send(HttpServerRequest request, HttpClientRequest upgrade) {
        upgrade.setMethod(HttpMethod.GET).setURI(request.uri());
        request.headers().forEach(header -> upgrade.headers().add(header.getKey(), header.getValue()));
        upgrade.headers().remove(HttpHeaders.HOST).set(HttpHeaders.CONNECTION, HttpHeaders.UPGRADE);
        Forwarding.replace(upgrade.headers(), request);
        upgrade.exceptionHandler(SocketTunnel::endsThePipes);
        return upgrade.connect().onSuccess(answer -> answer.pause().exceptionHandler(SocketTunnel::endsThePipes));
    }

    private static Future<Void> join(HttpServerRequest request, HttpClientResponse answer) {
        var node = answer.netSocket().pause();
        var response = request.response().setStatusCode(SWITCHING_PROTOCOLS);
        response.headers().addAll(answer.headers());
        return request.toNetSocket()
                .onFailure(gone -> node.close())
                .onSuccess(client -> {
                    pipe(client, node);
                    pipe(node, client);
                })
                .mapEmpty();
    }

    /** A connection that breaks is told to the sockets, too, and dealt with there. */
    private static void endsThePipes(Throwable broken) {}

    private static void pipe(NetSocket from, NetSocket to) {
        from.pipeTo(to).onComplete(ended -> {
            from.close();
            to.close();
        });
    }

    private static Future<Void> refuse(HttpServerRequest request, HttpClientResponse answer) {
        request.resume();
        var response = request.response().setStatusCode(answer.statusCode());
        response.headers().addAll(answer.headers()).remove(HttpHeaders.CONNECTION);
        if (!response.headers().contains(HttpHeaders.CONTENT_LENGTH)) {
            response.setChunked(true);
        }
        return answer.pipeTo(response);
    }
}
