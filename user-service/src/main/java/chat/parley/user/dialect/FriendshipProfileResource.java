package chat.parley.user.dialect;

import chat.parley.common.failure.Failure;
import chat.parley.common.http.Fields;
import chat.parley.common.http.PublicUrl;
import chat.parley.common.identity.Caller;
import chat.parley.user.profile.Profile;
import chat.parley.user.profile.ProfilePatch;
import chat.parley.user.profile.ProfileService;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
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

/** {@code /api/users/profile/} of the {@code friendship} dialect. */
@Path("/api/users/profile/")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "friendship")
@SecurityRequirement(name = "bearer")
@APIResponse(responseCode = "401", description = "No token, or not a valid one")
@APIResponse(
        responseCode = "503",
        description = "A part that is needed does not answer; safe to repeat",
        content = @Content(schema = @Schema(implementation = FriendshipRefusal.class)))
public class FriendshipProfileResource {

    private static final String IMAGE = "personal_image";

    private final ProfileService profiles;
    private final AvatarField avatars;
    private final PublicUrl url;
    private final SecurityIdentity identity;

    public FriendshipProfileResource(
            ProfileService profiles, AvatarField avatars, PublicUrl url, SecurityIdentity identity) {
        this.profiles = profiles;
        this.avatars = avatars;
        this.url = url;
        this.identity = identity;
    }

    @GET
    @Operation(summary = "My profile")
    @APIResponseSchema(FriendshipProfileView.class)
    public Uni<FriendshipProfileView> get() {
        return profiles.of(caller()).map(this::view);
    }

    @PATCH
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Changes my profile",
            description = "Only what is given changes; `personal_image: null` removes the image. A new image is sent as"
                    + " multipart/form-data.")
    @RequestBody(
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = FriendshipProfilePatch.class)),
                @Content(
                        mediaType = MediaType.MULTIPART_FORM_DATA,
                        schema = @Schema(implementation = FriendshipProfilePatch.WithImage.class))
            })
    @APIResponseSchema(FriendshipProfileView.class)
    @APIResponse(
            responseCode = "400",
            description = "Invalid data",
            content = @Content(schema = @Schema(implementation = FriendshipRefusal.class)))
    @APIResponse(
            responseCode = "413",
            description = "The image is over 5 MiB or 40 megapixels",
            content = @Content(schema = @Schema(implementation = FriendshipRefusal.class)))
    @APIResponse(
            responseCode = "429",
            description = "Too many images at once; try again after `Retry-After`",
            content = @Content(schema = @Schema(implementation = FriendshipRefusal.class)))
    public Uni<FriendshipProfileView> patch(byte[] body) {
        return change(Fields.ofJson(body));
    }

    @PATCH
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Uni<FriendshipProfileView> patch(MultivaluedMap<String, String> form) {
        return change(Fields.ofForm(form));
    }

    @PATCH
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Operation(hidden = true)
    public Uni<FriendshipProfileView> patch(MultipartFormDataInput form) {
        return change(Fields.ofMultipart(form));
    }

    @ServerExceptionMapper
    public Response refused(Failure failure, @Context UriInfo uri) {
        return FriendshipRefusal.of(failure, uri);
    }

    private Uni<FriendshipProfileView> change(Fields fields) {
        var patch = ProfilePatch.of(fields);
        return avatars.change(fields, IMAGE)
                .chain(avatar -> profiles.change(caller(), patch.with(avatar)))
                .map(this::view);
    }

    private FriendshipProfileView view(Profile profile) {
        return FriendshipProfileView.of(profile, url);
    }

    private Caller caller() {
        return Caller.of(identity);
    }
}
