package chat.parley.message.dialect;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What was said in the lobby, as the {@code lobby} API has it. It is said on the socket. */
@Path("/auth/messages")
@Tag(name = "lobby")
@Produces(MediaType.APPLICATION_JSON)
@SecurityRequirement(name = "bearer")
public class LobbyMessageResource {

    private final LobbyHistory history;

    public LobbyMessageResource(LobbyHistory history) {
        this.history = history;
    }

    @GET
    @Authenticated
    @Operation(summary = "What was said in the lobby, oldest first")
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            description = "How many at most, the newest of them",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "1000", defaultValue = "1000"))
    @Parameter(
            name = "before",
            in = ParameterIn.QUERY,
            description = "Only those with a smaller id",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1"))
    @APIResponse(
            responseCode = "200",
            description = "The messages",
            content = @Content(schema = @Schema(type = SchemaType.ARRAY, implementation = LobbyMessageView.class)))
    @APIResponse(
            responseCode = "422",
            description = "A parameter is not as it should be",
            content = @Content(schema = @Schema(implementation = LobbyInvalid.NotValid.class)))
    public Uni<List<LobbyMessageView>> messages(@Context UriInfo uri) {
        return history.of(LobbyQuery.of(uri.getQueryParameters()));
    }

    @ServerExceptionMapper
    public Response notValid(LobbyInvalid failure) {
        return Response.status(422)
                .type(MediaType.APPLICATION_JSON)
                .entity(failure.body())
                .build();
    }
}
