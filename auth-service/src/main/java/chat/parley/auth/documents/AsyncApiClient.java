package chat.parley.auth.documents;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

/** The gateway, as far as the document of its sockets goes. */
@Path("/internal/asyncapi")
interface AsyncApiClient {

    @GET
    @Produces("application/yaml")
    Uni<String> document();
}
