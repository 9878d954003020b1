package chat.parley.auth.dialect;

import chat.parley.auth.session.MyLogins;
import chat.parley.common.http.Ids;
import chat.parley.common.identity.Caller;
import chat.parley.common.paging.Cursor;
import chat.parley.common.paging.Limit;
import chat.parley.common.paging.Listing;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Where the caller is logged in, in {@code v1}. */
@Path("/api/v1/sessions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "v1")
@SecurityRequirement(name = "bearer")
public class V1SessionResource {

    private static final String CURRENT = "current";
    private static final String LIST = "sessions";

    private final MyLogins logins;
    private final SecurityIdentity identity;

    public V1SessionResource(MyLogins logins, SecurityIdentity identity) {
        this.logins = logins;
        this.identity = identity;
    }

    @GET
    @Authenticated
    @Operation(
            summary = "Where I am logged in",
            description =
                    "The latest login first. `last_seen` is when its tokens were last refreshed, or a socket ticket was"
                            + " asked for under it.")
    @APIResponse(
            responseCode = "200",
            description = "A part of the list",
            content = @Content(schema = @Schema(implementation = V1Bodies.Sessions.class)))
    @APIResponse(responseCode = "400", description = "`invalid-request`: the limit; `invalid-cursor`")
    public Uni<Listing<V1Bodies.Session>> sessions(
            @QueryParam("limit")
                    @Parameter(
                            description = "How many at most",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "100",
                                            defaultValue = "20"))
                    String limit,
            @QueryParam("cursor") @Parameter(description = "`next` of the part before") String cursor) {
        var caller = Caller.of(identity);
        var many = Limit.of(limit);
        var after = Optional.ofNullable(cursor)
                .map(text -> Cursor.read(text, LIST, 1).uuid(0));
        return logins.of(caller.userId(), after.orElse(null), many + 1)
                .map(found -> Listing.of(found, many, session -> Cursor.of(LIST, session.sid())))
                .map(part -> part.map(session -> V1Bodies.Session.of(session, caller)));
    }

    @DELETE
    @Path("/{sid}")
    @Authenticated
    @Operation(
            summary = "End a login session",
            description =
                    "`current` is the one of the access token. Its refresh tokens are dead at once, its sockets close"
                            + " within 5 s. Ending one that has ended changes nothing.")
    @APIResponse(responseCode = "204", description = "It has ended")
    @APIResponse(responseCode = "404", description = "The caller has no such login session")
    public Uni<Void> end(
            @PathParam("sid")
                    @Parameter(
                            description = "The session's id, or `current`",
                            example = "current",
                            schema = @Schema(type = SchemaType.STRING))
                    String sid) {
        var caller = Caller.of(identity);
        return logins.end(caller, id(sid, caller))
                .invoke(wasMine -> {
                    if (!wasMine) {
                        throw new NotFoundException();
                    }
                })
                .replaceWithVoid();
    }

    private static UUID id(String sid, Caller caller) {
        return sid.equals(CURRENT) ? caller.sid() : Ids.parse(sid).orElseThrow(NotFoundException::new);
    }
}
