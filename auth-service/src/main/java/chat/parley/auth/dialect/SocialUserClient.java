package chat.parley.auth.dialect;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** user-service, as far as a login of {@code social} needs it. */
@RegisterRestClient(configKey = "user-service")
interface SocialUserClient {

    @GET
    @Path("/api/users/me/")
    Uni<SocialBodies.User> me(@HeaderParam("Authorization") String authorization);
}
