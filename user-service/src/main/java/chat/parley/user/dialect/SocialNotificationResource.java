package chat.parley.user.dialect;

import chat.parley.common.failure.Failure;
import chat.parley.common.identity.Caller;
import chat.parley.common.social.SocialInvalid;
import chat.parley.common.social.SocialNotification;
import chat.parley.user.inbox.NotificationNotFound;
import chat.parley.user.inbox.Notifications;
import chat.parley.user.profile.ProfileService;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** {@code /api/notifications/} of the {@code social} dialect: the caller's inbox. */
@Path("/api/notifications/")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "social")
@SecurityRequirement(name = "bearer")
@APIResponse(responseCode = "401", description = "No token, or not a valid one")
@APIResponse(responseCode = "503", description = "A part that is needed does not answer; safe to repeat")
public class SocialNotificationResource {

    private static final int MOST = 200;

    private final Notifications notifications;
    private final ProfileService profiles;
    private final SocialInbox inbox;
    private final SecurityIdentity identity;

    public SocialNotificationResource(
            Notifications notifications, ProfileService profiles, SocialInbox inbox, SecurityIdentity identity) {
        this.notifications = notifications;
        this.profiles = profiles;
        this.inbox = inbox;
        this.identity = identity;
    }

    @GET
    @Operation(summary = "My notifications, newest first", description = "At most 200.")
    @Parameter(
            name = "before",
            description = "Only those older than the one of this id",
            schema = @Schema(type = SchemaType.INTEGER))
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(type = SchemaType.ARRAY, implementation = SocialNotification.class)))
    @APIResponse(
            responseCode = "400",
            description = "`before` is no id",
            content = @Content(schema = @Schema(implementation = SocialRefusal.OfField.class)))
    public Uni<List<SocialNotification>> list(@RestQuery String before) {
        var below = before == null ? Long.MAX_VALUE : number(before);
        return profiles.of(caller())
                .chain(() -> notifications.list(me(), below, MOST))
                .chain(inbox::views);
    }

    @PUT
    @Path("{id}/read/")
    @Operation(summary = "Marks a notification as read")
    @APIResponseSchema(value = SocialNotification.class, responseCode = "200")
    @APIResponse(
            responseCode = "404",
            description = "None of mine",
            content = @Content(schema = @Schema(implementation = SocialRefusal.class)))
    public Uni<SocialNotification> read(@RestPath long id) {
        return markRead(id);
    }

    @POST
    @Path("{id}/mark-as-read/")
    @Operation(summary = "Marks a notification as read", description = "The published client's spelling.")
    @APIResponseSchema(value = SocialNotification.class, responseCode = "200")
    @APIResponse(
            responseCode = "404",
            description = "None of mine",
            content = @Content(schema = @Schema(implementation = SocialRefusal.class)))
    public Uni<SocialNotification> markAsRead(@RestPath long id) {
        return markRead(id);
    }

    @DELETE
    @Path("{id}/")
    @Operation(summary = "Removes a notification")
    @APIResponse(responseCode = "204", description = "It is gone")
    @APIResponse(
            responseCode = "404",
            description = "None of mine",
            content = @Content(schema = @Schema(implementation = SocialRefusal.class)))
    public Uni<Void> delete(@RestPath long id) {
        return notifications
                .delete(me(), id)
                .invoke(SocialNotificationResource::mustBe)
                .replaceWithVoid();
    }

    @ServerExceptionMapper
    public Response refused(Failure failure, @Context UriInfo uri) {
        return SocialRefusal.of(failure, uri);
    }

    private Uni<SocialNotification> markRead(long id) {
        return notifications
                .markRead(me(), id)
                .onItem()
                .ifNull()
                .failWith(NotificationNotFound::new)
                .chain(inbox::view);
    }

    private static void mustBe(boolean there) {
        if (!there) {
            throw new NotificationNotFound();
        }
    }

    private static long number(String before) {
        try {
            return Long.parseLong(before);
        } catch (NumberFormatException notOne) {
            throw new SocialInvalid("before", "A valid integer is required.");
        }
    }

    private UUID me() {
        return caller().userId();
    }

    private Caller caller() {
        return Caller.of(identity);
    }
}
