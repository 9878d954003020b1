package chat.parley.user.dialect;

import chat.parley.common.failure.Failure;
import chat.parley.common.http.Fields;
import chat.parley.common.identity.Caller;
import chat.parley.common.social.SocialUser;
import chat.parley.user.profile.ProfilePatch;
import chat.parley.user.profile.ProfileService;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.multipart.MultipartFormDataInput;

/** How the published client of {@code social} sets a status. */
@Path("/api/users/update-status/")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "social")
@SecurityRequirement(name = "bearer")
public class SocialStatusResource {

    private final ProfileService profiles;
    private final SocialPeople people;
    private final SecurityIdentity identity;

    public SocialStatusResource(ProfileService profiles, SocialPeople people, SecurityIdentity identity) {
        this.profiles = profiles;
        this.people = people;
        this.identity = identity;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Sets my status")
    @RequestBody(content = @Content(schema = @Schema(implementation = SocialProfilePatch.Status.class)))
    @APIResponseSchema(value = SocialUser.class, responseCode = "200")
    @APIResponse(
            responseCode = "400",
            description = "No status, or none that there is",
            content = @Content(schema = @Schema(implementation = SocialRefusal.OfField.class)))
    @APIResponse(responseCode = "401", description = "No token, or not a valid one")
    @APIResponse(responseCode = "503", description = "A part that is needed does not answer; safe to repeat")
    public Uni<SocialUser> update(byte[] body) {
        return update(Fields.ofJson(body));
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Uni<SocialUser> update(MultivaluedMap<String, String> form) {
        return update(Fields.ofForm(form));
    }

    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Operation(hidden = true)
    public Uni<SocialUser> update(MultipartFormDataInput form) {
        return update(Fields.ofMultipart(form));
    }

    @ServerExceptionMapper
    public Response refused(Failure failure, @Context UriInfo uri) {
        return SocialRefusal.of(failure, uri);
    }

    private Uni<SocialUser> update(Fields fields) {
        return profiles.change(Caller.of(identity), ProfilePatch.ofStatus(SocialProfilePatch.status(fields)))
                .chain(people::view);
    }
}
