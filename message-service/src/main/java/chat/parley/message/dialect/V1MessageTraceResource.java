package chat.parley.message.dialect;

import chat.parley.common.http.Ids;
import chat.parley.common.identity.Caller;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** For developers of clients: where a message is. */
@Path("/api/v1/messages/{message}/trace")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "v1")
@SecurityRequirement(name = "bearer")
public class V1MessageTraceResource {

    private final V1MessageTraces traces;
    private final SecurityIdentity identity;

    public V1MessageTraceResource(V1MessageTraces traces, SecurityIdentity identity) {
        this.traces = traces;
        this.identity = identity;
    }

    @GET
    @Authenticated
    @Operation(
            summary = "What became of a message",
            description = "Accepted over which socket, stored when, delivered to which device of whom, as far as it is"
                    + " known. The database knows when it was stored and by when a member had it; of single"
                    + " devices the gateways that hold sockets of the members now are asked, each of which"
                    + " remembers what it wrote last. So an empty `devices` is no proof that nothing was written."
                    + " For developers; takes up to half a second.")
    @APIResponse(
            responseCode = "200",
            description = "What is known",
            content = @Content(schema = @Schema(implementation = V1MessageTraceView.class)))
    @APIResponse(
            responseCode = "404",
            description = "There is no such message, or the caller is not a member of its conversation")
    @APIResponse(responseCode = "503", description = "`unavailable`: safe to try again")
    public Uni<V1MessageTraceView> trace(
            @PathParam("message") @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid"))
                    String message) {
        return traces.of(Caller.of(identity), Ids.parse(message).orElseThrow(NotFoundException::new));
    }
}
