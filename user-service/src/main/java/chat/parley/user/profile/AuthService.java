package chat.parley.user.profile;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** What we ask of auth-service, always with the caller's own token. */
@RegisterRestClient(configKey = "auth-service")
interface AuthService {

    @GET
    @Path("/internal/accounts/{userId}")
    Uni<Account> account(@HeaderParam(HttpHeaders.AUTHORIZATION) String bearer, UUID userId);

    @GET
    @Path("/internal/accounts/by-number/{number}")
    Uni<Account> account(@HeaderParam(HttpHeaders.AUTHORIZATION) String bearer, long number);
}
