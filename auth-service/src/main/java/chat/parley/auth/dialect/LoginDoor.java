package chat.parley.auth.dialect;

import chat.parley.auth.limit.AddressAttempts;
import chat.parley.auth.limit.LoginBulkhead;
import chat.parley.common.failure.TooMany;
import chat.parley.common.http.Refusals;
import io.vertx.core.Handler;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.regex.Pattern;

/**
 * Turns away addresses that have tried to log in too often, and whoever finds no room, before anything of their requests is read.
 * In a flood that is what nearly all requests are, and what they cost the others share; so this is a class and no lambda, of which
 * an AOT cache keeps no profile.
 */
@ApplicationScoped
class LoginDoor implements Handler<RoutingContext> {

    private static final Pattern LOGIN =
            Pattern.compile("(/api/v1/tokens|/api/users/login|/api/auth/login|/api/login|/auth/login)/?(;.*)?");
    private static final int BEFORE_EVERY_RESOURCE = -1;

    private final AddressAttempts attempts;
    private final LoginBulkhead bulkhead;

    LoginDoor(AddressAttempts attempts, LoginBulkhead bulkhead) {
        this.attempts = attempts;
        this.bulkhead = bulkhead;
    }

    void install(@Observes Router router) {
        router.post().order(BEFORE_EVERY_RESOURCE).handler(this);
    }

    @Override
    public void handle(RoutingContext request) {
        if (LOGIN.matcher(request.normalizedPath()).matches()) {
            var address = Logins.address(request.request());
            try {
                attempts.add(address);
                bulkhead.checkRoom(address);
            } catch (TooMany refusal) {
                Refusals.write(request, refusal);
                return;
            }
        }
        request.next();
    }
}
