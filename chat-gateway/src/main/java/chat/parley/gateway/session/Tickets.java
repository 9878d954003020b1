package chat.parley.gateway.session;

import chat.parley.common.event.Json;
import chat.parley.common.identity.Caller;
import chat.parley.common.identity.Dialect;
import chat.parley.common.identity.InvalidToken;
import chat.parley.common.identity.SocketTicket;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;

/** Takes tickets that auth-service has given out: each is good once, since reading it takes it away. */
@ApplicationScoped
class Tickets {

    private final Redis redis;

    Tickets(Redis redis) {
        this.redis = redis;
    }

    /** Who came with it. Fails with {@link InvalidToken} when there is no such ticket, or no longer, or Redis has lost it. */
    Uni<Caller> redeem(String ticket) {
        return redis.send(Request.cmd(Command.GETDEL).arg(SocketTicket.key(ticket)))
                .map(Tickets::read);
    }

    private static Caller read(Response kept) {
        if (kept == null) {
            throw InvalidToken.malformed();
        }
        var ticket = Json.read(kept.toString(), SocketTicket.class);
        var caller = new Caller(
                ticket.userId(),
                ticket.number(),
                ticket.username(),
                ticket.sid(),
                Dialect.ofClaim(ticket.dialect()),
                Instant.ofEpochSecond(ticket.expiresAt()),
                null);
        if (caller.expiresAt().isBefore(Clock.systemUTC().instant())) {
            throw InvalidToken.expired();
        }
        return caller;
    }
}
