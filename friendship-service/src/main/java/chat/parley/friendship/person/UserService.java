package chat.parley.friendship.person;

import chat.parley.common.event.Person;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** What we ask of user-service, always with the caller's own token. */
@RegisterRestClient(configKey = "user-service")
interface UserService {

    @GET
    @Path("/internal/people/{userId}")
    Uni<Person> person(@HeaderParam(HttpHeaders.AUTHORIZATION) String bearer, UUID userId);

    @GET
    @Path("/internal/people/by-number/{number}")
    Uni<Person> person(@HeaderParam(HttpHeaders.AUTHORIZATION) String bearer, long number);
}
