package chat.parley.user.dialect;

import chat.parley.common.failure.Failure;
import chat.parley.common.http.Fields;
import chat.parley.common.identity.Caller;
import chat.parley.common.social.SocialUser;
import chat.parley.user.profile.Profile;
import chat.parley.user.profile.ProfileService;
import chat.parley.user.profile.UserNotFound;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
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
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.multipart.MultipartFormDataInput;

/** {@code /api/users/{id}/} of the {@code social} dialect; {@code me} is the caller. */
@Path("/api/users/{id}/")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "social")
@SecurityRequirement(name = "bearer")
@APIResponse(responseCode = "401", description = "No token, or not a valid one")
@APIResponse(
        responseCode = "404",
        description = "No such user",
        content = @Content(schema = @Schema(implementation = SocialRefusal.class)))
@APIResponse(responseCode = "503", description = "A part that is needed does not answer; safe to repeat")
public class SocialUserResource {

    private static final String AVATAR = "avatar";

    private final ProfileService profiles;
    private final AvatarField avatars;
    private final SocialPeople people;
    private final SecurityIdentity identity;

    public SocialUserResource(
            ProfileService profiles, AvatarField avatars, SocialPeople people, SecurityIdentity identity) {
        this.profiles = profiles;
        this.avatars = avatars;
        this.people = people;
        this.identity = identity;
    }

    @GET
    @Operation(summary = "A user")
    @Parameter(name = "id", description = "The number of a user, or `me`")
    @APIResponseSchema(SocialUser.class)
    public Uni<SocialUser> get(@RestPath String id) {
        return find(id).chain(people::view);
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Changes me",
            description = "Only what is given changes. An avatar is sent as multipart/form-data.")
    @Parameter(name = "id", description = "My own number, or `me`")
    @RequestBody(
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = SocialProfilePatch.class)),
                @Content(
                        mediaType = MediaType.MULTIPART_FORM_DATA,
                        schema = @Schema(implementation = SocialProfilePatch.class))
            })
    @APIResponseSchema(SocialUser.class)
    @APIResponse(
            responseCode = "400",
            description = "What is wrong with which field",
            content = @Content(schema = @Schema(implementation = SocialRefusal.OfField.class)))
    @APIResponse(
            responseCode = "403",
            description = "Somebody else",
            content = @Content(schema = @Schema(implementation = SocialRefusal.class)))
    public Uni<SocialUser> put(@RestPath String id, byte[] body) {
        return change(id, Fields.ofJson(body));
    }

    @PUT
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Uni<SocialUser> put(@RestPath String id, MultivaluedMap<String, String> form) {
        return change(id, Fields.ofForm(form));
    }

    @PUT
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Operation(hidden = true)
    public Uni<SocialUser> put(@RestPath String id, MultipartFormDataInput form) {
        return change(id, Fields.ofMultipart(form));
    }

    @PATCH
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Changes me", description = "The same as PUT.")
    @Parameter(name = "id", description = "My own number, or `me`")
    @RequestBody(content = @Content(schema = @Schema(implementation = SocialProfilePatch.class)))
    @APIResponseSchema(SocialUser.class)
    @APIResponse(
            responseCode = "400",
            description = "What is wrong with which field",
            content = @Content(schema = @Schema(implementation = SocialRefusal.OfField.class)))
    @APIResponse(
            responseCode = "403",
            description = "Somebody else",
            content = @Content(schema = @Schema(implementation = SocialRefusal.class)))
    public Uni<SocialUser> patch(@RestPath String id, byte[] body) {
        return change(id, Fields.ofJson(body));
    }

    @PATCH
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Uni<SocialUser> patch(@RestPath String id, MultivaluedMap<String, String> form) {
        return change(id, Fields.ofForm(form));
    }

    @PATCH
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Operation(hidden = true)
    public Uni<SocialUser> patch(@RestPath String id, MultipartFormDataInput form) {
        return change(id, Fields.ofMultipart(form));
    }

    @ServerExceptionMapper
    public Response refused(Failure failure, @Context UriInfo uri) {
        return SocialRefusal.of(failure, uri);
    }

    private Uni<SocialUser> change(String id, Fields fields) {
        return mine(id).map(_ -> SocialProfilePatch.of(fields))
                .chain(patch -> avatars.change(fields, AVATAR).map(patch::with))
                .chain(patch -> profiles.change(caller(), patch))
                .chain(people::view);
    }

    private Uni<Profile> mine(String id) {
        return find(id).onItem().transform(profile -> {
            if (profile.userId().equals(caller().userId())) {
                return profile;
            }
            throw new NotYourProfile();
        });
    }

    private Uni<Profile> find(String id) {
        return isMe(id) ? profiles.of(caller()) : profiles.of(number(id), caller());
    }

    private boolean isMe(String id) {
        return id.equals("me") || id.equals(Long.toString(caller().number()));
    }

    private static long number(String id) {
        try {
            return Long.parseLong(id);
        } catch (NumberFormatException notOne) {
            throw new UserNotFound();
        }
    }

    private Caller caller() {
        return Caller.of(identity);
    }
}
