package chat.parley.user.dialect;

import chat.parley.common.failure.MissingField;
import chat.parley.common.http.Fields;
import chat.parley.common.http.PublicUrl;
import chat.parley.common.identity.Caller;
import chat.parley.user.avatar.AvatarService;
import chat.parley.user.profile.AvatarChange;
import chat.parley.user.profile.ProfilePatch;
import chat.parley.user.profile.ProfileService;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.multipart.MultipartFormDataInput;

/** {@code /api/v1/me}: the caller. */
@Path("/api/v1/me")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "v1")
@SecurityRequirement(name = "bearer")
@APIResponse(responseCode = "401", description = "No token, or not a valid one")
@APIResponse(responseCode = "503", description = "A part that is needed does not answer; safe to repeat")
public class V1MeResource {

    private final ProfileService profiles;
    private final AvatarService avatars;
    private final PublicUrl url;
    private final SecurityIdentity identity;

    public V1MeResource(ProfileService profiles, AvatarService avatars, PublicUrl url, SecurityIdentity identity) {
        this.profiles = profiles;
        this.avatars = avatars;
        this.url = url;
        this.identity = identity;
    }

    @GET
    @Operation(summary = "Who I am")
    @APIResponseSchema(V1Bodies.Me.class)
    public Uni<V1Bodies.Me> get() {
        return profiles.of(caller()).map(profile -> V1Bodies.Me.of(profile, url));
    }

    @PATCH
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Changes me",
            description = "Only what is given changes, and null empties it. The avatar has an address of its own.")
    @RequestBody(content = @Content(schema = @Schema(implementation = V1ProfilePatch.class)))
    @APIResponseSchema(V1Bodies.Me.class)
    @APIResponse(responseCode = "400", description = "What is wrong with which field")
    public Uni<V1Bodies.Me> patch(byte[] body) {
        return change(V1ProfilePatch.read(body));
    }

    @PUT
    @Path("/avatar")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Operation(
            summary = "Gives me an avatar",
            description = "It is made upright and small, and gets an address nobody can guess.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.MULTIPART_FORM_DATA,
                            schema = @Schema(implementation = V1Bodies.Upload.class)))
    @APIResponseSchema(value = V1Bodies.Me.class, responseCode = "200")
    @APIResponse(responseCode = "400", description = "No file, or no image: `not-an-image`")
    @APIResponse(responseCode = "413", description = "The image is over 5 MiB or 40 megapixels: `too-large`")
    @APIResponse(responseCode = "429", description = "Too many images at once: `too-many-requests`")
    public Uni<V1Bodies.Me> putAvatar(MultipartFormDataInput form) {
        var file = Fields.ofMultipart(form).file("file").orElseThrow(() -> new MissingField("file"));
        return avatars.stage(file).chain(avatar -> change(ProfilePatch.NONE.with(new AvatarChange.Replaced(avatar))));
    }

    @DELETE
    @Path("/avatar")
    @Operation(summary = "Takes my avatar away", description = "Changes nothing when I have none.")
    @APIResponse(responseCode = "204", description = "I have none")
    public Uni<Void> deleteAvatar() {
        return change(ProfilePatch.NONE.with(new AvatarChange.Removed())).replaceWithVoid();
    }

    private Uni<V1Bodies.Me> change(ProfilePatch patch) {
        return profiles.change(caller(), patch).map(profile -> V1Bodies.Me.of(profile, url));
    }

    private Caller caller() {
        return Caller.of(identity);
    }
}
