package chat.parley.friendship.dialect;

import chat.parley.common.failure.Failure;
import chat.parley.common.failure.FailureResponse;
import chat.parley.common.failure.Family;
import chat.parley.common.http.Fields;
import chat.parley.common.http.PublicUrl;
import chat.parley.common.identity.Caller;
import chat.parley.friendship.friendship.FriendshipNotFound;
import chat.parley.friendship.friendship.FriendshipOfPeople;
import chat.parley.friendship.friendship.FriendshipService;
import chat.parley.friendship.friendship.FriendshipStatus;
import chat.parley.friendship.friendship.InvalidStatus;
import chat.parley.friendship.person.UserNotFound;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.multipart.MultipartFormDataInput;

/** {@code /api/users/friendship/} of the {@code friendship} dialect. */
@Path("/api/users/friendship/")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "friendship")
@SecurityRequirement(name = "bearer")
@APIResponse(responseCode = "401", description = "No token, or not a valid one")
@APIResponse(responseCode = "503", description = "A part that is needed does not answer; safe to repeat")
public class FriendshipResource {

    private static final Pattern UUID_FORM = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private final FriendshipService friendships;
    private final PublicUrl url;
    private final SecurityIdentity identity;

    public FriendshipResource(FriendshipService friendships, PublicUrl url, SecurityIdentity identity) {
        this.friendships = friendships;
        this.url = url;
        this.identity = identity;
    }

    @GET
    @Operation(
            summary = "My friendships, on either side",
            description = "Oldest first; of more than 1000, the newest 1000.")
    @Parameter(name = "expand", description = "`users`: with the people instead of their ids, and `date_created`")
    @APIResponse(
            responseCode = "200",
            description = "All of them",
            content =
                    @Content(
                            schema =
                                    @Schema(
                                            anyOf = {FriendshipRequests.Rows.class, FriendshipRequests.Expanded.class
                                            })))
    public Uni<List<?>> list(@RestQuery String expand) {
        return "users".equals(expand)
                ? friendships
                        .withPeople(caller())
                        .map(mine -> mine.stream().map(this::view).toList())
                : friendships
                        .of(caller())
                        .map(mine -> mine.stream().map(FriendshipRowView::of).toList());
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Asks somebody for friendship", description = "The other side's status is `pending`.")
    @RequestBody(content = @Content(schema = @Schema(implementation = FriendshipRequests.New.class)))
    @APIResponse(
            responseCode = "201",
            description = "Asked",
            content = @Content(schema = @Schema(implementation = FriendshipView.class)))
    @APIResponse(
            responseCode = "400",
            description = "Invalid status, a second friendship between the two, or one with oneself",
            content = @Content(schema = @Schema(implementation = FriendshipRequests.Refusal.class)))
    @APIResponse(responseCode = "403", description = "One of the two blocks the other")
    @APIResponse(responseCode = "404", description = "User not found")
    public Uni<Response> request(byte[] body) {
        return request(Fields.ofJson(body));
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Uni<Response> request(MultivaluedMap<String, String> form) {
        return request(Fields.ofForm(form));
    }

    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Operation(hidden = true)
    public Uni<Response> request(MultipartFormDataInput form) {
        return request(Fields.ofMultipart(form));
    }

    @PATCH
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Answers", description = "Changes the caller's side of the friendship, and only that.")
    @RequestBody(content = @Content(schema = @Schema(implementation = FriendshipRequests.Answer.class)))
    @APIResponse(
            responseCode = "200",
            description = "As it is now",
            content = @Content(schema = @Schema(implementation = FriendshipView.class)))
    @APIResponse(
            responseCode = "400",
            description = "Invalid status",
            content = @Content(schema = @Schema(implementation = FriendshipRequests.Refusal.class)))
    @APIResponse(responseCode = "403", description = "A friendship of other people, or one of the two blocks the other")
    @APIResponse(responseCode = "404", description = "Friendship not found")
    public Uni<FriendshipView> answer(byte[] body) {
        return answer(Fields.ofJson(body));
    }

    @PATCH
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Uni<FriendshipView> answer(MultivaluedMap<String, String> form) {
        return answer(Fields.ofForm(form));
    }

    @PATCH
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Operation(hidden = true)
    public Uni<FriendshipView> answer(MultipartFormDataInput form) {
        return answer(Fields.ofMultipart(form));
    }

    @ServerExceptionMapper
    public Response refused(Failure failure, @Context UriInfo uri) {
        return failure.family() == Family.UNAUTHENTICATED
                ? FailureResponse.of(failure, uri.getPath())
                : FailureResponse.with(failure, new FriendshipRequests.Refusal(failure.sentence()));
    }

    /** Without somebody to ask, the documented answer is the one about the status. */
    private Uni<Response> request(Fields fields) {
        var status = status(fields);
        var to = fields.json("to_user").filter(FriendshipResource::isGiven).orElseThrow(InvalidStatus::new);
        return friendships
                .request(caller(), uuid(to).orElseThrow(UserNotFound::new), status)
                .map(made -> Response.status(Response.Status.CREATED)
                        .entity(view(made))
                        .build());
    }

    private Uni<FriendshipView> answer(Fields fields) {
        var status = status(fields);
        var id = fields.json("friendship_id").flatMap(FriendshipResource::uuid).orElseThrow(FriendshipNotFound::new);
        return friendships.answer(caller(), id, status).map(this::view);
    }

    private static FriendshipStatus status(Fields fields) {
        return fields.text("status").flatMap(FriendshipStatus::ofWord).orElseThrow(InvalidStatus::new);
    }

    private static boolean isGiven(JsonNode value) {
        return !value.isNull() && !(value.isTextual() && value.textValue().isBlank());
    }

    private static Optional<UUID> uuid(JsonNode value) {
        return Optional.ofNullable(value.textValue())
                .filter(text -> UUID_FORM.matcher(text).matches())
                .map(UUID::fromString);
    }

    private FriendshipView view(FriendshipOfPeople shown) {
        return FriendshipView.of(shown, url);
    }

    private Caller caller() {
        return Caller.of(identity);
    }
}
