package chat.parley.user.dialect;

import chat.parley.common.failure.Failure;
import chat.parley.common.failure.Invalid;
import chat.parley.common.http.PublicUrl;
import chat.parley.common.identity.Caller;
import chat.parley.common.identity.Dialect;
import chat.parley.common.paging.Page;
import chat.parley.common.paging.PageNumber;
import chat.parley.common.social.SocialUser;
import chat.parley.user.profile.ProfileService;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * {@code GET /api/users/}, which two published APIs have: the page of {@code friendship} and the plain list of {@code social}.
 * A query that only the page knows decides; without one, the dialect that issued the caller's token.
 */
@Path("/api/users/")
@Produces(MediaType.APPLICATION_JSON)
public class UsersResource {

    private static final Set<String> OF_THE_PAGE = Set.of("username", "page", "page_size");
    private static final int MOST = 1000;

    private final ProfileService profiles;
    private final SocialPeople people;
    private final PublicUrl url;
    private final SecurityIdentity identity;

    public UsersResource(ProfileService profiles, SocialPeople people, PublicUrl url, SecurityIdentity identity) {
        this.profiles = profiles;
        this.people = people;
        this.url = url;
        this.identity = identity;
    }

    @GET
    @Authenticated
    @Tag(name = "friendship")
    @Tag(name = "social")
    @SecurityRequirement(name = "bearer")
    @Operation(
            summary = "Users",
            description =
                    "With `username`, `page` or `page_size`: a page of them, ordered by username. With none of these,"
                            + " and a token that the `social` API issued: the first 1000, ordered by id.")
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
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(anyOf = {FriendshipUserPage.class, SocialUserList.class})))
    @APIResponse(
            responseCode = "400",
            description = "A bad page or page_size",
            content = @Content(schema = @Schema(implementation = FriendshipRefusal.class)))
    @APIResponse(responseCode = "401", description = "No token, or not a valid one")
    @APIResponse(
            responseCode = "503",
            description = "A part that is needed does not answer; safe to repeat",
            content = @Content(schema = @Schema(implementation = FriendshipRefusal.class)))
    public Uni<?> users(@Context UriInfo uri) {
        var caller = Caller.of(identity);
        return caller.dialect() == Dialect.SOCIAL
                        && Collections.disjoint(uri.getQueryParameters().keySet(), OF_THE_PAGE)
                ? list(caller)
                : page(uri);
    }

    private Uni<List<SocialUser>> list(Caller caller) {
        return profiles.of(caller).chain(() -> profiles.first(MOST)).chain(people::views);
    }

    private Uni<Page<FriendshipUserView>> page(UriInfo uri) {
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

    /** For the document. */
    @Schema(name = "SocialUsers", type = SchemaType.ARRAY, implementation = SocialUser[].class)
    interface SocialUserList extends List<SocialUser> {}

    /** What {@link Page} is here, for the document. */
    @Schema(name = "FriendshipUserPage")
    record FriendshipUserPage(
            @Schema(examples = "1") long count,

            @Schema(examples = "http://127.0.0.1:8000/api/users/?username=jo&page=2", nullable = true)
            URI next,

            @Schema(examples = "http://127.0.0.1:8000/api/users/?username=jo&page=1", nullable = true)
            URI previous,

            List<FriendshipUserView> results) {}
}
