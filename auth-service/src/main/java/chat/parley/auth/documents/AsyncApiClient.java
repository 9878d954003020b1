package chat.parley.auth.documents;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** The gateway, as far as the document of its sockets goes. */
@Path("/asyncapi")
interface AsyncApiClient {

    @GET
    Uni<String> document();
}
