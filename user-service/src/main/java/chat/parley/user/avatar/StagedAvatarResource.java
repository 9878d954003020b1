package chat.parley.user.avatar;

import chat.parley.common.failure.Failure;
import chat.parley.common.failure.FailureResponse;
import chat.parley.common.failure.MissingField;
import chat.parley.common.http.Fields;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.multipart.MultipartFormDataInput;

/** For auth-service, which is given the image of somebody who has no account yet. Not reachable from outside. */
@Path("/internal/avatars")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "internal")
public class StagedAvatarResource {

    private final AvatarService avatars;

    public StagedAvatarResource(AvatarService avatars) {
        this.avatars = avatars;
    }

    @POST
    @PermitAll
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Operation(summary = "Keeps an image as nobody's avatar, for a profile to take")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.MULTIPART_FORM_DATA,
                            schema = @Schema(implementation = Upload.class)))
    @APIResponseSchema(value = Staged.class, responseCode = "201")
    @APIResponse(
            responseCode = "400",
            description = "Not an image",
            content = @Content(schema = @Schema(implementation = Refused.class)))
    @APIResponse(
            responseCode = "413",
            description = "The image is too large",
            content = @Content(schema = @Schema(implementation = Refused.class)))
    @APIResponse(
            responseCode = "429",
            description = "Too many images at once",
            content = @Content(schema = @Schema(implementation = Refused.class)))
    public Uni<Response> stage(MultipartFormDataInput form) {
        var file = Fields.ofMultipart(form).file("file").orElseThrow(() -> new MissingField("file"));
        return avatars.stage(file)
                .map(name -> Response.status(Response.Status.CREATED)
                        .entity(new Staged(name.path()))
                        .build());
    }

    @ServerExceptionMapper
    public Response refused(Failure failure) {
        return FailureResponse.with(failure, new Refused(failure.code(), failure.sentence()));
    }

    /** For the document. */
    @Schema(name = "StagedUpload")
    record Upload(@Schema(format = "binary") String file) {}

    /** @param avatar its path, to be told with the registration */
    public record Staged(String avatar) {}

    public record Refused(String code, String detail) {}
}
