package chat.parley.gateway.session;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** What we ask of auth-service. */
@RegisterRestClient(configKey = "auth")
public interface AuthService {

    /** Whether the refresh token could still be used; asking does not use it. */
    @POST
    @Path("/internal/refresh-tokens/status")
    Uni<RefreshStatus> status(RefreshToken token);

    /** Uses the refresh token; 401 when it is dead. */
    @POST
    @Path("/api/users/refresh-token/")
    Uni<TokenPair> refresh(RefreshToken token);

    /** The login sessions that have ended since. */
    @GET
    @Path("/internal/ended-sessions")
    Uni<EndedSessions> endedSessions(@QueryParam("since") Instant since);

    record RefreshToken(String refresh) {

        @Override
        public String toString() {
            return "RefreshToken[…]";
        }
    }

    record RefreshStatus(boolean live) {}

    record TokenPair(String access, String refresh) {

        @Override
        public String toString() {
            return "TokenPair[…]";
        }
    }

    record EndedSessions(List<EndedSession> sessions) {}

    record EndedSession(UUID sid, Instant at) {}
}
