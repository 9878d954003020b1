package chat.parley.deploy.edge;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyOptions;
import io.vertx.httpproxy.ProxyResponse;

/** Passes HTTP requests on to one service. */
final class HttpForwarder implements ProxyInterceptor {

    private final HttpProxy proxy;

    HttpForwarder(HttpClient client, Upstream upstream) {
        proxy = HttpProxy.reverseProxy(new ProxyOptions().setSupportWebSocket(false), client);
        proxy.origin(context -> upstream.connect(client));
        proxy.addInterceptor(this);
    }

    void forward(HttpServerRequest request) {
        proxy.handle(request);
    }

    @Override
    public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
        var request = context.request();
        Forwarding.replace(request.headers(), request.proxiedRequest());
        return context.sendRequest()
                .recover(failure -> Future.succeededFuture(
                        Answers.unavailable(request.release().response(), request.getURI())));
    }
}
