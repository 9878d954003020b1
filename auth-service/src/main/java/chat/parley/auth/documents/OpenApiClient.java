package chat.parley.auth.documents;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;

/** Any of the services, as far as its document goes. */
interface OpenApiClient {

    @GET
    @Path("/openapi")
    Uni<JsonNode> document(@QueryParam("format") String format);
}
