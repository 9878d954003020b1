package chat.parley.auth.dialect;

import chat.parley.common.failure.Failure;
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
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Accounts as the {@code social} dialect documents them. */
@Path("/api/auth")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "social")
public class SocialAccountResource {

    private final SocialAccounts accounts;

    public SocialAccountResource(SocialAccounts accounts) {
        this.accounts = accounts;
    }

    @POST
    @Path("/register/")
    @PermitAll
    @ResponseStatus(201)
    @Operation(summary = "Register")
    @RequestBody(content = @Content(schema = @Schema(implementation = SocialBodies.Registration.class)))
    @APIResponse(
            responseCode = "201",
            description = "Registered",
            content = @Content(schema = @Schema(implementation = SocialBodies.Registered.class)))
    @APIResponse(
            responseCode = "400",
            description = "A map of field names to errors",
            content = @Content(schema = @Schema(implementation = SocialBodies.FieldErrors.class)))
    @APIResponse(
            responseCode = "429",
            description = "Too many at once; see `Retry-After`",
            content = @Content(schema = @Schema(implementation = SocialBodies.Refused.class)))
    @APIResponse(
            responseCode = "503",
            description = "It cannot be kept; safe to try again",
            content = @Content(schema = @Schema(implementation = SocialBodies.Refused.class)))
    public Uni<SocialBodies.Registered> register(byte[] body, @Context HttpServerRequest request) {
        return accounts.register(body, Logins.of(Dialect.SOCIAL, request));
    }

    @POST
    @Path("/login/")
    @PermitAll
    @Operation(summary = "Log in")
    @RequestBody(content = @Content(schema = @Schema(implementation = SocialBodies.Credentials.class)))
    @APIResponse(
            responseCode = "200",
            description = "Logged in",
            content = @Content(schema = @Schema(implementation = SocialBodies.LoggedIn.class)))
    @APIResponse(
            responseCode = "400",
            description = "A map of field names to errors",
            content = @Content(schema = @Schema(implementation = SocialBodies.FieldErrors.class)))
    @APIResponse(
            responseCode = "401",
            description = "`No active account found with the given credentials`",
            content = @Content(schema = @Schema(implementation = SocialBodies.Refused.class)))
    @APIResponse(
            responseCode = "429",
            description = "Too many attempts; see `Retry-After`",
            content = @Content(schema = @Schema(implementation = SocialBodies.Refused.class)))
    @APIResponse(
            responseCode = "503",
            description = "Attempts cannot be counted, so nobody is let in; safe to try again",
            content = @Content(schema = @Schema(implementation = SocialBodies.Refused.class)))
    public Uni<SocialBodies.LoggedIn> login(byte[] body, @Context HttpServerRequest request) {
        return accounts.login(body, Logins.of(Dialect.SOCIAL, request));
    }

    @POST
    @Path("/refresh/")
    @PermitAll
    @Operation(summary = "Exchange a refresh token for a new pair")
    @RequestBody(content = @Content(schema = @Schema(implementation = SocialBodies.RefreshRequest.class)))
    @APIResponse(
            responseCode = "200",
            description = "A new pair",
            content = @Content(schema = @Schema(implementation = SocialBodies.Pair.class)))
    @APIResponse(
            responseCode = "400",
            description = "A map of field names to errors",
            content = @Content(schema = @Schema(implementation = SocialBodies.FieldErrors.class)))
    @APIResponse(
            responseCode = "401",
            description = "`Token is invalid or expired`",
            content = @Content(schema = @Schema(implementation = SocialBodies.Refused.class)))
    public Uni<SocialBodies.Pair> refresh(byte[] body) {
        return accounts.refresh(body);
    }

    @ServerExceptionMapper
    public Response refused(Failure failure) {
        return SocialBodies.refused(failure);
    }
}
