package chat.parley.auth.dialect;

import chat.parley.auth.ticket.SocketTickets;
import chat.parley.common.identity.Caller;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** What a browser opens {@code /ws/v1} with. */
@Path("/api/v1/socket-tickets")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "v1")
@SecurityRequirement(name = "bearer")
public class V1SocketTicketResource {

    private final SocketTickets tickets;
    private final SecurityIdentity identity;

    public V1SocketTicketResource(SocketTickets tickets, SecurityIdentity identity) {
        this.tickets = tickets;
        this.identity = identity;
    }

    @POST
    @Authenticated
    @ResponseStatus(201)
    @Operation(
            summary = "A ticket for one socket",
            description =
                    "Good once, for 30 seconds: `Sec-WebSocket-Protocol: parley.v1, parley.ticket.<ticket>` at `/ws/v1`."
                            + " The socket lives as long as this access token, and may be given a fresher one.")
    @APIResponse(
            responseCode = "201",
            description = "The ticket",
            content = @Content(schema = @Schema(implementation = V1Bodies.Ticket.class)))
    @APIResponse(responseCode = "503", description = "`unavailable`: it cannot be kept; safe to try again")
    public Uni<V1Bodies.Ticket> issue() {
        return tickets.issue(Caller.of(identity)).map(V1Bodies.Ticket::of);
    }
}
