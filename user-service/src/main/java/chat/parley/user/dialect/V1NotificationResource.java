package chat.parley.user.dialect;

import chat.parley.common.http.JsonBody;
import chat.parley.common.identity.Caller;
import chat.parley.common.paging.Limit;
import chat.parley.common.paging.Listing;
import chat.parley.user.inbox.Notification;
import chat.parley.user.inbox.Reading;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** {@code /api/v1/notifications}: the caller's inbox. */
@Path("/api/v1/notifications")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "v1")
@SecurityRequirement(name = "bearer")
@APIResponse(responseCode = "401", description = "No token, or not a valid one")
@APIResponse(responseCode = "503", description = "A part that is needed does not answer; safe to repeat")
public class V1NotificationResource {

    private final Reading reading;
    private final V1Inbox inbox;
    private final SecurityIdentity identity;

    public V1NotificationResource(Reading reading, V1Inbox inbox, SecurityIdentity identity) {
        this.reading = reading;
        this.inbox = inbox;
        this.identity = identity;
    }

    @GET
    @Operation(summary = "My notifications", description = "Newest first.")
    @Parameter(
            name = "limit",
            description = "At most 100",
            schema = @Schema(type = SchemaType.INTEGER, defaultValue = "20"))
    @Parameter(name = "cursor", description = "`next` of the part before")
    @APIResponseSchema(V1Bodies.Notifications.class)
    @APIResponse(responseCode = "400", description = "A bad limit, or a bad cursor: `invalid-cursor`")
    public Uni<V1Bodies.Notifications> list(@RestQuery String limit, @RestQuery String cursor) {
        return reading.list(caller(), Limit.of(limit), cursor).chain(this::view);
    }

    @PUT
    @Path("/{id}/read")
    @Operation(summary = "Marks a notification as read", description = "Changes nothing when it was read before.")
    @APIResponse(responseCode = "204", description = "It is read")
    @APIResponse(responseCode = "404", description = "None of mine: `notification-not-found`")
    public Uni<Void> read(@RestPath UUID id) {
        return reading.read(caller(), id);
    }

    @PUT
    @Path("/read")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Marks all of my notifications as read, or all up to one of them")
    @RequestBody(required = false, content = @Content(schema = @Schema(implementation = V1Bodies.ReadUpTo.class)))
    @APIResponse(responseCode = "204", description = "They are read")
    @APIResponse(responseCode = "400", description = "`up_to` is no id")
    @APIResponse(responseCode = "404", description = "`up_to` is none of mine: `notification-not-found`")
    public Uni<Void> readAll(byte[] given) {
        var body = JsonBody.of(given);
        var upTo = body.uuidIfGiven("up_to");
        body.check();
        return upTo.map(id -> reading.readUpTo(caller(), id)).orElseGet(() -> reading.readAll(caller()));
    }

    @DELETE
    @Path("/{id}")
    @Operation(summary = "Removes a notification")
    @APIResponse(responseCode = "204", description = "It is gone")
    @APIResponse(responseCode = "404", description = "None of mine: `notification-not-found`")
    public Uni<Void> delete(@RestPath UUID id) {
        return reading.delete(caller(), id);
    }

    private Uni<V1Bodies.Notifications> view(Listing<Notification> found) {
        return Uni.combine()
                .all()
                .unis(inbox.views(found.items()), reading.unread(caller()))
                .with((items, unread) -> new V1Bodies.Notifications(items, unread, found.next()));
    }

    private Caller caller() {
        return Caller.of(identity);
    }
}
