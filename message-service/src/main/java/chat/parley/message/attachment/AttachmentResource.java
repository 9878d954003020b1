package chat.parley.message.attachment;

import chat.parley.common.failure.MissingField;
import chat.parley.common.http.Fields;
import chat.parley.common.http.PublicUrl;
import chat.parley.common.identity.Caller;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.multipart.MultipartFormDataInput;

/** Uploads, before the message that takes them. */
@Path("/api/v1/attachments")
@Tag(name = "v1")
@SecurityRequirement(name = "bearer")
public class AttachmentResource {

    private final Uploads uploads;
    private final SignedPaths paths;
    private final PublicUrl address;
    private final SecurityIdentity identity;

    public AttachmentResource(Uploads uploads, SignedPaths paths, PublicUrl address, SecurityIdentity identity) {
        this.uploads = uploads;
        this.paths = paths;
        this.address = address;
        this.identity = identity;
    }

    @POST
    @Authenticated
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Upload a file that a message may then take, within 24 hours")
    @RequestBody(content = @Content(schema = @Schema(implementation = AttachmentForm.class)))
    @APIResponse(
            responseCode = "201",
            description = "Taken",
            content = @Content(schema = @Schema(implementation = AttachmentView.class)))
    @APIResponse(responseCode = "400", description = "There is no file")
    @APIResponse(responseCode = "401", description = "No token, or none of ours")
    @APIResponse(responseCode = "413", description = "The file is over the limit")
    @APIResponse(responseCode = "503", description = "The file cannot be stored at the moment")
    public Uni<RestResponse<AttachmentView>> upload(MultipartFormDataInput form) {
        var file = Fields.ofMultipart(form).file("file").orElseThrow(() -> new MissingField("file"));
        return uploads.take(Caller.of(identity).userId(), file)
                .map(taken -> AttachmentView.of(taken, paths, address))
                .map(view -> RestResponse.status(RestResponse.Status.CREATED, view));
    }
}
