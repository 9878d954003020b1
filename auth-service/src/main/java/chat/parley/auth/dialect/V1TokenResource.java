package chat.parley.auth.dialect;

import chat.parley.auth.session.LogIn;
import chat.parley.auth.session.LoginName;
import chat.parley.auth.session.Refresh;
import chat.parley.common.http.JsonBody;
import chat.parley.common.identity.Dialect;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Logging in and staying so, in {@code v1}. */
@Path("/api/v1/tokens")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "v1")
public class V1TokenResource {

    private final LogIn logIn;
    private final Refresh refresh;

    public V1TokenResource(LogIn logIn, Refresh refresh) {
        this.logIn = logIn;
        this.refresh = refresh;
    }

    @POST
    @PermitAll
    @Operation(
            summary = "Log in",
            description = "With `username` or `email`, and nothing tells an unknown one from a wrong password. An"
                    + " `Authorization` header may be sent and is not looked at.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = V1Bodies.Credentials.class)))
    @APIResponse(
            responseCode = "200",
            description = "A new login session",
            content = @Content(schema = @Schema(implementation = V1Bodies.Tokens.class)))
    @APIResponse(responseCode = "400", description = "`invalid-request`, with the fields; `malformed-json`")
    @APIResponse(responseCode = "401", description = "`invalid-credentials`")
    @APIResponse(responseCode = "429", description = "`too-many-requests`: come back after `Retry-After` seconds")
    @APIResponse(responseCode = "503", description = "`unavailable`: attempts cannot be counted, so nobody is let in")
    public Uni<V1Bodies.Tokens> logIn(byte[] body, @Context HttpServerRequest request) {
        var given = JsonBody.of(body);
        var name = name(given);
        var password = given.text("password");
        given.check();
        return logIn.logIn(name, password, Logins.of(Dialect.V1, request)).map(V1Bodies.Tokens::of);
    }

    @POST
    @Path("/refresh")
    @PermitAll
    @Operation(
            summary = "Exchange a refresh token for a new pair",
            description =
                    "Each refresh token is good once. A repeat within 10 s gets the same pair again, because the first"
                            + " answer may have been lost; a later one ends the login session.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = V1Bodies.RefreshRequest.class)))
    @APIResponse(
            responseCode = "200",
            description = "A new pair of the same login session",
            content = @Content(schema = @Schema(implementation = V1Bodies.Tokens.class)))
    @APIResponse(responseCode = "400", description = "`invalid-request`, with the fields; `malformed-json`")
    @APIResponse(
            responseCode = "401",
            description = "`invalid-refresh-token`: not one of ours, expired, used up, or of a session that has ended")
    public Uni<V1Bodies.Tokens> refresh(byte[] body) {
        var given = JsonBody.of(body);
        var token = given.text("refresh_token");
        given.check();
        return refresh.refreshed(token, Dialect.V1).map(V1Bodies.Tokens::of);
    }

    private static LoginName name(JsonBody given) {
        if (given.has("username") == given.has("email")) {
            given.refuse("username", "Give a username or an email, one of the two.");
            return null;
        }
        return given.has("username")
                ? new LoginName.OfUser(given.text("username"))
                : new LoginName.OfMailbox(given.text("email"));
    }
}
