package chat.parley.message.dialect;

import chat.parley.common.failure.Failure;
import chat.parley.common.failure.FailureResponse;
import chat.parley.common.failure.Family;
import chat.parley.common.http.Fields;
import chat.parley.common.http.Ids;
import chat.parley.common.identity.Caller;
import chat.parley.message.message.SendRefused;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
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
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.multipart.MultipartFormDataInput;

/** Conversations of two as the {@code thread} API has them; a message without a file is sent on the socket. */
@Path("/chat")
@Tag(name = "thread", description = "Conversations of two as the `thread` dialect has them")
@Produces(MediaType.APPLICATION_JSON)
@SecurityRequirement(name = "bearer")
public class ThreadResource {

    private final ThreadHistory history;
    private final ThreadSending sending;
    private final SecurityIdentity identity;

    public ThreadResource(ThreadHistory history, ThreadSending sending, SecurityIdentity identity) {
        this.history = history;
        this.sending = sending;
        this.identity = identity;
    }

    @GET
    @Path("/messages/{uid}")
    @Authenticated
    @Operation(
            summary = "What the caller and a user have written to each other, oldest first",
            description = "Returned messages that the other side sent count as received from now on.")
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            description = "How many at most, the newest of them",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "1000", defaultValue = "1000"))
    @Parameter(
            name = "before",
            in = ParameterIn.QUERY,
            description = "Only those before the message with this id",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1"))
    @APIResponse(
            responseCode = "200",
            description = "The messages",
            content = @Content(schema = @Schema(implementation = ThreadDocuments.MessagesAnswer.class)))
    @APIResponse(
            responseCode = "400",
            description = "A parameter is not as it should be",
            content = @Content(schema = @Schema(implementation = ThreadDocuments.Failed.class)))
    @APIResponse(
            responseCode = "404",
            description = "`Invalid receipient`",
            content = @Content(schema = @Schema(implementation = ThreadDocuments.Failed.class)))
    @APIResponse(
            responseCode = "503",
            description = "Only user-service could tell who that is, and does not answer",
            content = @Content(schema = @Schema(implementation = ThreadDocuments.Failed.class)))
    public Uni<ThreadEnvelope<ThreadEnvelope.Messages>> messages(
            @PathParam("uid") @Parameter(description = "The user's id") String uid, @Context UriInfo uri) {
        var other = Ids.parse(uid).orElseThrow(InvalidReceiver::new);
        var query = ThreadHistoryQuery.of(uri.getQueryParameters());
        return history.with(Caller.of(identity), other, query)
                .map(ThreadEnvelope.Messages::new)
                .map(page -> ThreadEnvelope.success(page, "Messages retreived successfully"));
    }

    @POST
    @Path("/chat-attachment")
    @Authenticated
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Operation(
            summary = "Send a file with a message",
            description = "On the sockets of this API it is shown when it is announced with `chat_message_file`.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = ThreadDocuments.FileForm.class)))
    @APIResponse(
            responseCode = "201",
            description = "Stored",
            content = @Content(schema = @Schema(implementation = ThreadDocuments.SentAnswer.class)))
    @APIResponse(
            responseCode = "400",
            description = "Something is missing or not as it should be",
            content = @Content(schema = @Schema(implementation = ThreadDocuments.Failed.class)))
    @APIResponse(
            responseCode = "403",
            description = "Either side has rejected the other",
            content = @Content(schema = @Schema(implementation = ThreadDocuments.Failed.class)))
    @APIResponse(
            responseCode = "413",
            description = "The file is over the limit",
            content = @Content(schema = @Schema(implementation = ThreadDocuments.Failed.class)))
    @APIResponse(
            responseCode = "503",
            description = "It cannot be told, or not be kept, at the moment",
            content = @Content(schema = @Schema(implementation = ThreadDocuments.Failed.class)))
    public Uni<RestResponse<ThreadEnvelope<ThreadEnvelope.Sent>>> send(MultipartFormDataInput form) {
        return sending.send(Caller.of(identity), Fields.ofMultipart(form))
                .map(ThreadEnvelope.Sent::new)
                .map(sent -> ThreadEnvelope.success(sent, "File uploaded and chat created successfully"))
                .map(answer -> RestResponse.status(RestResponse.Status.CREATED, answer));
    }

    @GET
    @Path("/get-user-threads")
    @Authenticated
    @Operation(summary = "The caller's threads, the one with the latest message first")
    @APIResponse(
            responseCode = "200",
            description = "At most 1000 threads",
            content = @Content(schema = @Schema(implementation = ThreadDocuments.ThreadsAnswer.class)))
    @APIResponse(
            responseCode = "503",
            description = "Only user-service could tell who somebody is, and does not answer",
            content = @Content(schema = @Schema(implementation = ThreadDocuments.Failed.class)))
    public Uni<ThreadEnvelope<List<ThreadView>>> threads() {
        return history.threads(Caller.of(identity)).map(threads -> ThreadEnvelope.success(threads, null));
    }

    @ServerExceptionMapper
    public Response refused(Failure failure) {
        return FailureResponse.with(failure, ThreadEnvelope.failure(errors(failure), failure.sentence()));
    }

    /** What is wrong with what was sent is wrong with the message. */
    private static Map<String, List<String>> errors(Failure failure) {
        return switch (failure) {
            case ThreadInvalid invalid -> invalid.errors();
            case SendRefused refused
            when refused.family() == Family.INVALID -> Map.of("message", List.of(refused.sentence()));
            default -> null;
        };
    }
}
