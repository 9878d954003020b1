package chat.parley.auth.dialect;

import chat.parley.auth.account.NewAccount;
import chat.parley.auth.account.SignUp;
import chat.parley.auth.password.PasswordRule;
import chat.parley.auth.session.LogIn;
import chat.parley.auth.session.LoggedIn;
import chat.parley.auth.session.LoginName;
import chat.parley.auth.session.Refresh;
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
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Accounts as the {@code lobby} dialect has them. */
@Path("/auth")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "lobby")
public class LobbyAccountResource {

    private final SignUp signUp;
    private final LogIn logIn;
    private final Refresh refresh;

    public LobbyAccountResource(SignUp signUp, LogIn logIn, Refresh refresh) {
        this.signUp = signUp;
        this.logIn = logIn;
        this.refresh = refresh;
    }

    @POST
    @Path("/register")
    @PermitAll
    @Operation(summary = "Register")
    @RequestBody(content = @Content(schema = @Schema(implementation = LobbyBodies.Credentials.class)))
    @APIResponse(
            responseCode = "200",
            description = "Registered",
            content = @Content(schema = @Schema(implementation = LobbyBodies.Said.class)))
    @APIResponse(
            responseCode = "400",
            description = "`Username already exists`",
            content = @Content(schema = @Schema(implementation = LobbyBodies.Refused.class)))
    @APIResponse(
            responseCode = "422",
            description = "The body is not as it should be, or the password breaks a rule",
            content = @Content(schema = @Schema(implementation = LobbyBodies.NotValid.class)))
    @APIResponse(
            responseCode = "429",
            description = "Too many at once; see `Retry-After`",
            content = @Content(schema = @Schema(implementation = LobbyBodies.Refused.class)))
    @APIResponse(
            responseCode = "503",
            description = "It cannot be kept; safe to try again",
            content = @Content(schema = @Schema(implementation = LobbyBodies.Refused.class)))
    public Uni<LobbyBodies.Said> register(byte[] body, @Context HttpServerRequest request) {
        var given = LobbyBody.of(body).require("username", "password");
        return Uni.createFrom()
                .item(() -> NewAccount.of(
                        given.text("username"), given.text("password"), null, "", "", PasswordRule.UNCOMMON))
                .onFailure(Failure.class)
                .transform(failure -> LobbyInvalid.of(failure, given))
                .chain(account -> signUp.signUp(account, Optional.empty(), Logins.of(Dialect.LOBBY, request)))
                .replaceWith(new LobbyBodies.Said("Registration successful"));
    }

    @POST
    @Path("/login")
    @PermitAll
    @Operation(summary = "Log in")
    @RequestBody(content = @Content(schema = @Schema(implementation = LobbyBodies.Credentials.class)))
    @APIResponse(
            responseCode = "200",
            description = "Logged in",
            content = @Content(schema = @Schema(implementation = LobbyBodies.Tokens.class)))
    @APIResponse(
            responseCode = "401",
            description = "`Invalid username or password`",
            content = @Content(schema = @Schema(implementation = LobbyBodies.Refused.class)))
    @APIResponse(
            responseCode = "422",
            description = "The body is not as it should be",
            content = @Content(schema = @Schema(implementation = LobbyBodies.NotValid.class)))
    @APIResponse(
            responseCode = "429",
            description = "Too many attempts; see `Retry-After`",
            content = @Content(schema = @Schema(implementation = LobbyBodies.Refused.class)))
    @APIResponse(
            responseCode = "503",
            description = "Attempts cannot be counted, so nobody is let in; safe to try again",
            content = @Content(schema = @Schema(implementation = LobbyBodies.Refused.class)))
    public Uni<LobbyBodies.Tokens> login(byte[] body, @Context HttpServerRequest request) {
        var given = LobbyBody.of(body).require("username", "password");
        return logIn.logIn(
                        new LoginName.OfUser(given.text("username")),
                        given.text("password"),
                        Logins.of(Dialect.LOBBY, request))
                .map(LoggedIn::tokens)
                .map(LobbyBodies.Tokens::of);
    }

    @POST
    @Path("/refresh")
    @PermitAll
    @Operation(summary = "Exchange a refresh token for a new pair")
    @RequestBody(content = @Content(schema = @Schema(implementation = LobbyBodies.RefreshRequest.class)))
    @APIResponse(
            responseCode = "200",
            description = "A new pair",
            content = @Content(schema = @Schema(implementation = LobbyBodies.Tokens.class)))
    @APIResponse(
            responseCode = "401",
            description = "`Invalid refresh token`",
            content = @Content(schema = @Schema(implementation = LobbyBodies.Refused.class)))
    @APIResponse(
            responseCode = "422",
            description = "The body is not as it should be",
            content = @Content(schema = @Schema(implementation = LobbyBodies.NotValid.class)))
    public Uni<LobbyBodies.Tokens> refresh(byte[] body) {
        var token = LobbyBody.of(body).require("refresh_token").text("refresh_token");
        return refresh.refresh(token, Dialect.LOBBY).map(LobbyBodies.Tokens::of);
    }

    @ServerExceptionMapper
    public Response notValid(LobbyInvalid failure) {
        return Response.status(422)
                .type(MediaType.APPLICATION_JSON)
                .entity(failure.body())
                .build();
    }

    @ServerExceptionMapper
    public Response refused(Failure failure) {
        return LobbyBodies.refused(failure);
    }
}
