package chat.parley.auth.dialect;

import chat.parley.auth.limit.AddressAttempts;
import chat.parley.common.failure.TooMany;
import chat.parley.common.http.Refusals;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.regex.Pattern;

/**
 * Turns away addresses that have tried to log in too often before anything of their requests is read. In a flood that is what
 * nearly all requests are, and what they cost the others share.
 */
@ApplicationScoped
class LoginDoor {

    private static final Pattern LOGIN =
            Pattern.compile("(/api/v1/tokens|/api/users/login|/api/auth/login|/api/login|/auth/login)/?(;.*)?");
    private static final int BEFORE_EVERY_RESOURCE = -1;

    private final AddressAttempts attempts;

    LoginDoor(AddressAttempts attempts) {
        this.attempts = attempts;
    }

    void install(@Observes Router router) {
        router.post().order(BEFORE_EVERY_RESOURCE).handler(this::check);
    }

    private void check(RoutingContext request) {
        if (LOGIN.matcher(request.normalizedPath()).matches()) {
            try {
                attempts.add(Logins.address(request.request()));
            } catch (TooMany refusal) {
                Refusals.write(request, refusal);
                return;
            }
        }
        request.next();
    }
}
