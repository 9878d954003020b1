package chat.parley.message.profile;

import chat.parley.common.event.Person;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The owner of profiles, asked with the caller's own token. */
@RegisterRestClient(configKey = "user-service")
@Path("/internal/people")
interface UserService {

    /** 404 when there is no such user. */
    @GET
    @Path("/{id}")
    Uni<Person> find(@PathParam("id") UUID id, @HeaderParam("Authorization") String bearer);
}
