package chat.parley.friendship.dialect;

import chat.parley.common.failure.Failure;
import chat.parley.common.http.Fields;
import chat.parley.common.identity.Caller;
import chat.parley.common.social.SocialRequest;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.multipart.MultipartFormDataInput;

/** {@code /api/friends/} of the {@code social} dialect. */
@Path("/api/friends/")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "social")
@SecurityRequirement(name = "bearer")
@APIResponse(responseCode = "401", description = "No token, or not a valid one")
@APIResponse(responseCode = "503", description = "A part that is needed does not answer; safe to repeat")
public class SocialFriendResource {

    private final SocialFriends friends;
    private final SecurityIdentity identity;

    public SocialFriendResource(SocialFriends friends, SecurityIdentity identity) {
        this.friends = friends;
        this.identity = identity;
    }

    @GET
    @Operation(summary = "My friends", description = "Ordered by id; of more than 1000, the newest 1000.")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(type = SchemaType.ARRAY, implementation = SocialBodies.Friend.class)))
    public Uni<List<SocialBodies.Friend>> friends() {
        return friends.friends(caller());
    }

    @POST
    @Path("request/")
    @Consumes(MediaType.APPLICATION_JSON)
    @ResponseStatus(201)
    @Operation(summary = "Asks somebody to be my friend")
    @RequestBody(content = @Content(schema = @Schema(implementation = SocialBodies.NewRequest.class)))
    @APIResponseSchema(value = SocialRequest.class, responseCode = "201")
    @APIResponse(
            responseCode = "400",
            description = "Nobody given; oneself, already asked, already friends, or not wanted",
            content = @Content(schema = @Schema(anyOf = {SocialRefusal.Error.class, SocialRefusal.OfField.class})))
    @APIResponse(
            responseCode = "404",
            description = "No such user",
            content = @Content(schema = @Schema(implementation = SocialRefusal.Detail.class)))
    public Uni<SocialRequest> ask(byte[] body) {
        return friends.ask(caller(), Fields.ofJson(body));
    }

    @POST
    @Path("request/")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @ResponseStatus(201)
    @Operation(hidden = true)
    public Uni<SocialRequest> ask(MultivaluedMap<String, String> form) {
        return friends.ask(caller(), Fields.ofForm(form));
    }

    @POST
    @Path("request/")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @ResponseStatus(201)
    @Operation(hidden = true)
    public Uni<SocialRequest> ask(MultipartFormDataInput form) {
        return friends.ask(caller(), Fields.ofMultipart(form));
    }

    @PUT
    @Path("request/{id}/")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Answers a request that I received", description = "A rejection blocks, both ways.")
    @RequestBody(content = @Content(schema = @Schema(implementation = SocialBodies.Answer.class)))
    @APIResponseSchema(value = SocialRequest.class, responseCode = "200")
    @APIResponse(
            responseCode = "400",
            description = "No answer, or none that there is",
            content = @Content(schema = @Schema(implementation = SocialRefusal.OfField.class)))
    @APIResponse(
            responseCode = "403",
            description = "Somebody else was asked",
            content = @Content(schema = @Schema(implementation = SocialRefusal.Detail.class)))
    @APIResponse(
            responseCode = "404",
            description = "No such request, or no longer",
            content = @Content(schema = @Schema(implementation = SocialRefusal.Detail.class)))
    public Uni<SocialRequest> answer(@RestPath long id, byte[] body) {
        return friends.answer(caller(), id, Fields.ofJson(body));
    }

    @PUT
    @Path("request/{id}/")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Uni<SocialRequest> answer(@RestPath long id, MultivaluedMap<String, String> form) {
        return friends.answer(caller(), id, Fields.ofForm(form));
    }

    @PUT
    @Path("request/{id}/")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Operation(hidden = true)
    public Uni<SocialRequest> answer(@RestPath long id, MultipartFormDataInput form) {
        return friends.answer(caller(), id, Fields.ofMultipart(form));
    }

    @ServerExceptionMapper
    public Response refused(Failure failure, @Context UriInfo uri) {
        return SocialRefusal.of(failure, uri);
    }

    private Caller caller() {
        return Caller.of(identity);
    }
}
