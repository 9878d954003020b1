package chat.parley.user.dialect;

import chat.parley.common.failure.Failure;
import chat.parley.common.failure.Invalid;
import chat.parley.common.http.PublicUrl;
import chat.parley.common.identity.Caller;
import chat.parley.common.paging.Page;
import chat.parley.common.paging.PageNumber;
import chat.parley.user.profile.ProfileService;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** {@code GET /api/users/}: the page of {@code friendship}. */
@Path("/api/users/")
public class UsersResource {

    private final ProfileService profiles;
    private final PublicUrl url;
    private final SecurityIdentity identity;

    public UsersResource(ProfileService profiles, PublicUrl url, SecurityIdentity identity) {
        this.profiles = profiles;
        this.url = url;
        this.identity = identity;
    }

    @GET
    @Authenticated
    @Tag(name = "friendship")
    @SecurityRequirement(name = "bearer")
    @Operation(summary = "Users by a part of their username, ordered by username")
    @Parameter(in = ParameterIn.QUERY, name = "username", description = "Part of the username, in whatever case")
    @Parameter(
            in = ParameterIn.QUERY,
            name = "page",
            description = "From 1",
            schema = @Schema(type = SchemaType.INTEGER, defaultValue = "1"))
    @Parameter(
            name = "page_size",
            description = "At most 100",
            schema = @Schema(type = SchemaType.INTEGER, defaultValue = "10"))
    @APIResponseSchema(FriendshipUserPage.class)
    @APIResponse(
            responseCode = "400",
            description = "A bad page or page_size",
            content = @Content(schema = @Schema(implementation = FriendshipRefusal.class)))
    @APIResponse(responseCode = "401", description = "No token, or not a valid one")
    public Uni<Page<FriendshipUserView>> users(@Context UriInfo uri) {
        var query = uri.getQueryParameters();
        var page = PageNumber.of(query.getFirst("page"), query.getFirst("page_size"));
        return page(searchable(query.getFirst("username")), page, uri);
    }

    @ServerExceptionMapper
    public Response refused(Failure failure, @Context UriInfo uri) {
        return FriendshipRefusal.of(failure, uri);
    }

    /** The caller is in it even when their registration has not come round yet. */
    private Uni<Page<FriendshipUserView>> page(String username, PageNumber page, UriInfo uri) {
        return profiles.of(Caller.of(identity))
                .chain(() -> profiles.search(username, page))
                .map(found -> Page.of(found.count(), found.profiles(), page, url.of(uri)))
                .map(found -> found.map(profile -> FriendshipUserView.of(profile, url)));
    }

    /** PostgreSQL has no text with U+0000 in it. */
    private static String searchable(String username) {
        if (username != null && username.indexOf('\0') >= 0) {
            throw new Invalid("invalid-query", "Invalid query parameters.");
        }
        return username == null ? "" : username;
    }

    /** What {@link Page} is here, for the document. */
    @Schema(name = "FriendshipUserPage")
    record FriendshipUserPage(
            @Schema(examples = "1") long count,
            @Schema(nullable = true) URI next,
            @Schema(nullable = true) URI previous,
            List<FriendshipUserView> results) {}
}
