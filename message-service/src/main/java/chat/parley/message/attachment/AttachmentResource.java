package chat.parley.message.attachment;

import chat.parley.common.failure.MissingField;
import chat.parley.common.http.Fields;
import chat.parley.common.http.Ids;
import chat.parley.common.http.PublicUrl;
import chat.parley.common.identity.Caller;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.multipart.MultipartFormDataInput;

/** Files in {@code v1}: uploaded before the message that takes them, and there for the members of its conversation. */
@Path("/api/v1/attachments")
@Tag(name = "v1")
@SecurityRequirement(name = "bearer")
public class AttachmentResource {

    private final Uploads uploads;
    private final SignedPaths paths;
    private final PublicUrl address;
    private final AttachmentAccess access;
    private final Downloads downloads;
    private final SecurityIdentity identity;

    public AttachmentResource(
            Uploads uploads,
            SignedPaths paths,
            PublicUrl address,
            AttachmentAccess access,
            Downloads downloads,
            SecurityIdentity identity) {
        this.uploads = uploads;
        this.paths = paths;
        this.address = address;
        this.access = access;
        this.downloads = downloads;
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
    @APIResponse(responseCode = "400", description = "`invalid-request`: there is no file")
    @APIResponse(responseCode = "401", description = "No token, or none of ours")
    @APIResponse(responseCode = "413", description = "`too-large`: the file is over the limit")
    @APIResponse(responseCode = "503", description = "`storage-failed`: the file cannot be stored at the moment")
    public Uni<RestResponse<AttachmentView>> upload(MultipartFormDataInput form) {
        var file = Fields.ofMultipart(form).file("file").orElseThrow(() -> new MissingField("file"));
        return uploads.take(Caller.of(identity).userId(), file)
                .map(taken -> AttachmentView.of(taken, paths, address))
                .map(view -> RestResponse.status(RestResponse.Status.CREATED, view));
    }

    @GET
    @Path("/{attachment}")
    @Authenticated
    @RunOnVirtualThread
    @Operation(
            summary = "The content of a file",
            description =
                    "For its owner, and once it was sent for the members of the conversation. `Range` asks for one part"
                            + " (RFC 9110, section 14), `If-Range` with the `ETag` for it only while the file is the same. Anything"
                            + " but a decoded image comes as a download.")
    @Parameter(
            name = "Range",
            in = ParameterIn.HEADER,
            example = "bytes=0-1023",
            schema = @Schema(type = SchemaType.STRING))
    @APIResponse(
            responseCode = "200",
            description = "The file",
            content = @Content(mediaType = "*/*", schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(
            responseCode = "206",
            description = "The part of it that was asked for",
            content = @Content(mediaType = "*/*", schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(responseCode = "404", description = "There is none, or not for the caller")
    @APIResponse(responseCode = "416", description = "`range-not-satisfiable`: the file has no such part")
    @APIResponse(responseCode = "503", description = "`unavailable`: the file cannot be read at the moment")
    public Response get(
            @PathParam("attachment") @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid"))
                    String attachment,
            @Context UriInfo uri,
            @HeaderParam("Range") @Parameter(hidden = true) String range,
            @HeaderParam("If-Range") @Parameter(hidden = true) String unchanged) {
        return downloads.get(permitted(attachment), range, unchanged, uri.getPath());
    }

    @HEAD
    @Path("/{attachment}")
    @Authenticated
    @RunOnVirtualThread
    @Operation(summary = "What a GET would say of the whole file")
    @APIResponse(
            responseCode = "200",
            description = "It is there",
            content = @Content(mediaType = "*/*", schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public Response head(
            @PathParam("attachment") @Parameter(schema = @Schema(type = SchemaType.STRING, format = "uuid"))
                    String attachment) {
        return downloads.head(permitted(attachment));
    }

    private Attachment permitted(String attachment) {
        var id = Ids.parse(attachment).orElseThrow(NotFoundException::new);
        return access.permitted(id, Caller.of(identity).userId());
    }
}
