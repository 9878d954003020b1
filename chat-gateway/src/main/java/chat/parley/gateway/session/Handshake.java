package chat.parley.gateway.session;

import chat.parley.gateway.dialect.Dialect;
import chat.parley.gateway.dialect.Refusal;
import chat.parley.gateway.presence.Leases;
import chat.parley.gateway.session.Admission.Admitted;
import chat.parley.gateway.session.Admission.Refused;
import chat.parley.gateway.session.Admission.Undecided;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * From the request to the open socket: Origin and limits, then who it is, then the lease under which messages find the way
 * here, and only then the upgrade. So whoever sees the socket open misses nothing from then on.
 */
@ApplicationScoped
class Handshake {

    private static final Logger LOG = Logger.getLogger(Handshake.class);

    /**
     * With Redis away the socket opens all the same, and its lease is taken when Redis is back. As long as anybody waits for Redis,
     * so that no socket opens without a lease only because the machine is slow: what is missed then is missed in silence.
     */
    private static final Duration LEASE_DEADLINE = Duration.ofSeconds(4);

    private final List<Dialect> dialects;
    private final SocketConfig config;
    private final Admissions admissions;
    private final Leases leases;
    private final Addresses addresses;
    private final Sessions sessions;
    private final SessionHost host;
    private final Drain drain;
    private final SocketMetrics metrics;

    Handshake(
            @All List<Dialect> dialects,
            SocketConfig config,
            Admissions admissions,
            Leases leases,
            Addresses addresses,
            Sessions sessions,
            SessionHost host,
            Drain drain,
            SocketMetrics metrics) {
        this.dialects = dialects;
        this.config = config;
        this.admissions = admissions;
        this.leases = leases;
        this.addresses = addresses;
        this.sessions = sessions;
        this.host = host;
        this.drain = drain;
        this.metrics = metrics;
    }

    void install(@Observes Router router) {
        for (var dialect : dialects) {
            dialect.paths().forEach(path -> router.route(path).handler(request -> begin(dialect, request)));
        }
    }

    private void begin(Dialect dialect, RoutingContext routing) {
        var request = routing.request();
        var address = String.valueOf(request.remoteAddress().hostAddress());
        if (!asksForSocket(request)) {
            routing.response().putHeader(HttpHeaders.UPGRADE, "websocket");
            answer(routing, 426);
        } else if (drain.isDraining()) {
            refuse(dialect, routing, 503, "draining");
        } else if (!isOriginAllowed(request)) {
            refuse(dialect, routing, 403, "origin");
        } else if (!addresses.take(address)) {
            refuse(dialect, routing, 429, "address");
        } else {
            admit(new Attempt(dialect, routing, address, routing.vertx().getOrCreateContext()));
        }
    }

    private static boolean asksForSocket(HttpServerRequest request) {
        return "websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE));
    }

    private boolean isOriginAllowed(HttpServerRequest request) {
        var origin = request.getHeader(HttpHeaders.ORIGIN);
        return origin == null
                || config.origins().map(allowed -> allowed.contains(origin)).orElse(true);
    }

    private void refuse(Dialect dialect, RoutingContext routing, int status, String why) {
        metrics.refused(dialect, why);
        if (status != 403) {
            routing.response().putHeader(HttpHeaders.RETRY_AFTER, "5");
        }
        answer(routing, status);
    }

    private static void answer(RoutingContext routing, int status) {
        routing.response().setStatusCode(status).end();
    }

    private void admit(Attempt attempt) {
        var request = attempt.routing().request();
        request.pause();
        var dialect = attempt.dialect();
        admissions
                .admit(dialect.credentials(request::getHeader, request::getParam), dialect.asksForRefresh())
                .ifNoItem()
                .after(config.handshakeDeadline())
                .recoverWithItem(new Undecided())
                .call(admission -> takeLeases(dialect, admission))
                .subscribe()
                .with(
                        admission -> attempt.run(() -> settle(attempt, admission)),
                        failure -> attempt.run(() -> giveUp(attempt, failure)));
    }

    private Uni<Void> takeLeases(Dialect dialect, Admission admission) {
        return admission instanceof Admitted admitted
                ? takeLeases(dialect, admitted.login().caller().userId())
                        .ifNoItem()
                        .after(LEASE_DEADLINE)
                        .fail()
                        .onFailure()
                        .recoverWithNull()
                : Uni.createFrom().voidItem();
    }

    private Uni<Void> takeLeases(Dialect dialect, UUID user) {
        var taken = LeaseKeys.of(dialect, user).stream().map(leases::take).toList();
        return Uni.join().all(taken).andCollectFailures().replaceWithVoid();
    }

    private void releaseLeases(Dialect dialect, UUID user) {
        LeaseKeys.of(dialect, user).forEach(leases::release);
    }

    private void settle(Attempt attempt, Admission admission) {
        switch (admission) {
            case Admitted admitted -> open(attempt, admitted);
            case Refused refused -> refuse(attempt, refusal(attempt.dialect(), refused), "credentials");
            case Undecided _ -> refuse(attempt, undecided(attempt.dialect()), "undecided");
        }
    }

    private static Refusal refusal(Dialect dialect, Refused refused) {
        return refused.isExpired() ? dialect.expired() : dialect.refusal();
    }

    private static Refusal undecided(Dialect dialect) {
        return switch (dialect.refusal()) {
            case Refusal.AcceptThenClose _ -> new Refusal.AcceptThenClose(CloseCode.TRY_LATER);
            case Refusal.Status _ -> new Refusal.Status(503);
        };
    }

    private void open(Attempt attempt, Admitted admitted) {
        var user = admitted.login().caller().userId();
        if (sessions.count(user) >= config.perUser()) {
            releaseLeases(attempt.dialect(), user);
            addresses.release(attempt.address());
            refuse(attempt.dialect(), attempt.routing(), 429, "user");
            return;
        }
        var request = attempt.routing().request();
        upgrade(
                attempt,
                socket -> {
                    SocketPipeline.prepare(request.connection(), host.messageBytes(attempt.dialect()));
                    // An open socket keeps its request; the tokens in it are kept once, in the login.
                    request.headers().clear();
                    host.open(attempt.dialect(), attempt.address(), socket, admitted, attempt.context());
                },
                () -> releaseLeases(attempt.dialect(), user));
    }

    private void refuse(Attempt attempt, Refusal refusal, String why) {
        metrics.refused(attempt.dialect(), why);
        switch (refusal) {
            case Refusal.AcceptThenClose accept ->
                upgrade(attempt, socket -> close(attempt, socket, accept.code()), () -> {});
            case Refusal.Status status -> {
                addresses.release(attempt.address());
                answer(attempt.routing(), status.status());
            }
        }
    }

    private void close(Attempt attempt, ServerWebSocket socket, CloseCode code) {
        socket.closeHandler(_ -> addresses.release(attempt.address()));
        socket.exceptionHandler(_ -> {});
        socket.close((short) code.code(), code.reason());
    }

    private void upgrade(Attempt attempt, Consumer<ServerWebSocket> opened, Runnable failed) {
        attempt.routing().request().toWebSocket().onSuccess(opened::accept).onFailure(gone -> {
            LOG.debugf("handshake not finished: %s", gone.getMessage());
            addresses.release(attempt.address());
            failed.run();
        });
    }

    private void giveUp(Attempt attempt, Throwable failure) {
        LOG.error("handshake failed", failure);
        addresses.release(attempt.address());
        answer(attempt.routing(), 500);
    }

    /** A handshake under way. */
    private record Attempt(Dialect dialect, RoutingContext routing, String address, Context context) {

        /** On the event loop of the connection. */
        void run(Runnable step) {
            context.runOnContext(_ -> step.run());
        }
    }
}
