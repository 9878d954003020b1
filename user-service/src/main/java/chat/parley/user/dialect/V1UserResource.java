package chat.parley.user.dialect;

import chat.parley.common.failure.InvalidRequest;
import chat.parley.common.http.PublicUrl;
import chat.parley.common.identity.Caller;
import chat.parley.common.paging.Limit;
import chat.parley.common.paging.Listing;
import chat.parley.user.profile.ProfileService;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** {@code /api/v1/users}: everybody. */
@Path("/api/v1/users")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "v1")
@SecurityRequirement(name = "bearer")
@APIResponse(responseCode = "401", description = "No token, or not a valid one")
@APIResponse(responseCode = "503", description = "A part that is needed does not answer; safe to repeat")
public class V1UserResource {

    private static final int LONGEST_QUERY = 150;

    private final ProfileService profiles;
    private final PublicUrl url;
    private final SecurityIdentity identity;

    public V1UserResource(ProfileService profiles, PublicUrl url, SecurityIdentity identity) {
        this.profiles = profiles;
        this.url = url;
        this.identity = identity;
    }

    @GET
    @Operation(summary = "Users", description = "Ordered by username.")
    @Parameter(name = "query", description = "Part of the username, in whatever case; everybody without it")
    @Parameter(
            name = "limit",
            description = "At most 100",
            schema = @Schema(type = SchemaType.INTEGER, defaultValue = "20"))
    @Parameter(name = "cursor", description = "`next` of the part before")
    @APIResponse(
            responseCode = "200",
            description = "A part of the list",
            content = @Content(schema = @Schema(implementation = V1Bodies.Users.class)))
    @APIResponse(responseCode = "400", description = "A bad parameter, or a bad cursor: `invalid-cursor`")
    public Uni<Listing<V1Bodies.User>> search(
            @RestQuery String query, @RestQuery String limit, @RestQuery String cursor) {
        return profiles.search(searchable(query), Limit.of(limit), cursor)
                .map(found -> found.map(profile -> V1Bodies.User.of(profile, url)));
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "A user")
    @APIResponseSchema(V1Bodies.User.class)
    @APIResponse(responseCode = "404", description = "No such user: `user-not-found`")
    public Uni<V1Bodies.User> get(@RestPath UUID id) {
        return profiles.of(id, Caller.of(identity)).map(profile -> V1Bodies.User.of(profile, url));
    }

    private static String searchable(String query) {
        if (query == null) {
            return "";
        }
        if (query.indexOf('\0') >= 0) {
            throw InvalidRequest.of("query", "Null characters are not allowed.");
        }
        if (query.length() > LONGEST_QUERY) {
            throw InvalidRequest.of("query", "Must have no more than " + LONGEST_QUERY + " characters.");
        }
        return query;
    }
}
