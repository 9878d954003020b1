package chat.parley.auth.dialect;

import chat.parley.auth.account.NewAccount;
import chat.parley.auth.account.SignUp;
import chat.parley.auth.password.PasswordRule;
import chat.parley.auth.session.LogIn;
import chat.parley.auth.session.LogOut;
import chat.parley.auth.session.LoggedIn;
import chat.parley.auth.session.LoginName;
import chat.parley.auth.session.Refresh;
import chat.parley.auth.token.TokenPair;
import chat.parley.common.failure.Failure;
import chat.parley.common.failure.Invalid;
import chat.parley.common.http.Fields;
import chat.parley.common.identity.Caller;
import chat.parley.common.identity.Dialect;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.multipart.MultipartFormDataInput;

/** Accounts as the {@code friendship} dialect has them. */
@Path("/api/users")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "friendship")
public class FriendshipAccountResource {

    private static final Logger LOG = Logger.getLogger(FriendshipAccountResource.class);

    private final SignUp signUp;
    private final LogIn logIn;
    private final LogOut logOut;
    private final Refresh refresh;
    private final SecurityIdentity identity;

    public FriendshipAccountResource(
            SignUp signUp, LogIn logIn, LogOut logOut, Refresh refresh, SecurityIdentity identity) {
        this.signUp = signUp;
        this.logIn = logIn;
        this.logOut = logOut;
        this.refresh = refresh;
        this.identity = identity;
    }

    @POST
    @Path("/login/")
    @PermitAll
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Log in")
    @RequestBody(content = @Content(schema = @Schema(implementation = FriendshipBodies.Credentials.class)))
    @APIResponse(
            responseCode = "200",
            description = "Logged in",
            content = @Content(schema = @Schema(implementation = FriendshipBodies.Tokens.class)))
    @APIResponse(
            responseCode = "400",
            description = "`Username and password are required`",
            content = @Content(schema = @Schema(implementation = FriendshipBodies.Refused.class)))
    @APIResponse(
            responseCode = "401",
            description = "`Invalid Credentials`",
            content = @Content(schema = @Schema(implementation = FriendshipBodies.Refused.class)))
    @APIResponse(
            responseCode = "429",
            description = "Too many attempts; see `Retry-After`",
            content = @Content(schema = @Schema(implementation = FriendshipBodies.Refused.class)))
    @APIResponse(
            responseCode = "503",
            description = "Attempts cannot be counted, so nobody is let in; safe to try again",
            content = @Content(schema = @Schema(implementation = FriendshipBodies.Refused.class)))
    public Uni<FriendshipBodies.Tokens> login(byte[] body, @Context HttpServerRequest request) {
        return login(Fields.ofJson(body), request);
    }

    @POST
    @Path("/login/")
    @PermitAll
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Uni<FriendshipBodies.Tokens> loginForm(
            MultivaluedMap<String, String> form, @Context HttpServerRequest request) {
        return login(Fields.ofForm(form), request);
    }

    @POST
    @Path("/login/")
    @PermitAll
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Operation(hidden = true)
    public Uni<FriendshipBodies.Tokens> loginMultipart(
            MultipartFormDataInput form, @Context HttpServerRequest request) {
        return login(Fields.ofMultipart(form), request);
    }

    @POST
    @Path("/logout/")
    @Authenticated
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Log out",
            description = "Ends the login session: its refresh tokens and every socket opened under it.")
    @RequestBody(content = @Content(schema = @Schema(implementation = FriendshipBodies.RefreshRequest.class)))
    @SecurityRequirement(name = "bearer")
    @APIResponse(
            responseCode = "200",
            description = "Logged out",
            content = @Content(schema = @Schema(implementation = FriendshipBodies.Said.class)))
    @APIResponse(
            responseCode = "400",
            description = "`Refresh token is required`",
            content = @Content(schema = @Schema(implementation = FriendshipBodies.Refused.class)))
    @APIResponse(
            responseCode = "401",
            description = "`Invalid or expired refresh token`, `Invalid token`, or no valid access token",
            content =
                    @Content(
                            schema = @Schema(oneOf = {FriendshipBodies.Refused.class, FriendshipBodies.NoToken.class})))
    public Uni<FriendshipBodies.Said> logout(byte[] body) {
        return logOut.logOut(Caller.of(identity), refreshToken(Fields.ofJson(body)))
                .replaceWith(new FriendshipBodies.Said("Successfully logged out"));
    }

    @POST
    @Path("/refresh-token/")
    @PermitAll
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Exchange a refresh token for a new pair",
            description =
                    "Each refresh token is good once; a repeat within 10 s gets the same pair again. An `Authorization` header may be sent and is not looked at.")
    @RequestBody(content = @Content(schema = @Schema(implementation = FriendshipBodies.RefreshRequest.class)))
    @APIResponse(
            responseCode = "200",
            description = "A new pair",
            content = @Content(schema = @Schema(implementation = FriendshipBodies.Tokens.class)))
    @APIResponse(
            responseCode = "400",
            description = "`Refresh token is required`",
            content = @Content(schema = @Schema(implementation = FriendshipBodies.Refused.class)))
    @APIResponse(
            responseCode = "401",
            description = "`Invalid or expired refresh token`",
            content = @Content(schema = @Schema(implementation = FriendshipBodies.Refused.class)))
    public Uni<FriendshipBodies.Tokens> refresh(byte[] body) {
        return refresh.refresh(refreshToken(Fields.ofJson(body)), Dialect.FRIENDSHIP)
                .map(FriendshipBodies.Tokens::of);
    }

    @POST
    @Path("/signup/")
    @PermitAll
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Operation(summary = "Sign up", description = "As multipart with a picture, as JSON, or as a form.")
    @RequestBody(
            content = {
                @Content(
                        mediaType = MediaType.MULTIPART_FORM_DATA,
                        schema = @Schema(implementation = FriendshipBodies.SignUpForm.class)),
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = FriendshipBodies.SignUpBody.class)),
                @Content(
                        mediaType = MediaType.APPLICATION_FORM_URLENCODED,
                        schema = @Schema(implementation = FriendshipBodies.SignUpBody.class))
            })
    @APIResponse(
            responseCode = "201",
            description = "Signed up and logged in",
            content = @Content(schema = @Schema(implementation = FriendshipBodies.Tokens.class)))
    @APIResponse(
            responseCode = "400",
            description = "What is wrong, in one sentence",
            content = @Content(schema = @Schema(implementation = FriendshipBodies.Refused.class)))
    public Uni<Response> signUpMultipart(MultipartFormDataInput form, @Context HttpServerRequest request) {
        return signUp(Fields.ofMultipart(form), request);
    }

    @POST
    @Path("/signup/")
    @PermitAll
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public Uni<Response> signUpJson(byte[] body, @Context HttpServerRequest request) {
        return signUp(Fields.ofJson(body), request);
    }

    @POST
    @Path("/signup/")
    @PermitAll
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Uni<Response> signUpForm(MultivaluedMap<String, String> form, @Context HttpServerRequest request) {
        return signUp(Fields.ofForm(form), request);
    }

    /** This dialect says {@code {"error":…}}, and 400 for what is taken. */
    @ServerExceptionMapper
    public Response refused(Failure failure) {
        return FriendshipBodies.refused(failure);
    }

    private Uni<FriendshipBodies.Tokens> login(Fields fields, HttpServerRequest request) {
        var username = fields.given("username");
        var password = fields.text("password").filter(text -> !text.isEmpty());
        if (username.isEmpty() || password.isEmpty()) {
            throw new Invalid("missing-credentials", "Username and password are required");
        }
        return logged(
                        "login",
                        username.get(),
                        logIn.logIn(
                                new LoginName.OfUser(username.get()),
                                password.get(),
                                Logins.of(Dialect.FRIENDSHIP, request)))
                .map(FriendshipBodies.Tokens::of);
    }

    private Uni<Response> signUp(Fields fields, HttpServerRequest request) {
        var username = fields.text("username").orElse("");
        var login = Logins.of(Dialect.FRIENDSHIP, request);
        return logged(
                        "signup",
                        username,
                        Uni.createFrom()
                                .item(() -> newAccount(fields))
                                .chain(given -> signUp.signUp(given, fields.file("personal_image"), login)))
                .map(pair -> Response.status(201)
                        .entity(FriendshipBodies.Tokens.of(pair))
                        .build());
    }

    private static NewAccount newAccount(Fields fields) {
        var username = fields.given("username");
        var password = fields.text("password").filter(text -> !text.isEmpty());
        var email = fields.given("email");
        if (username.isEmpty() || password.isEmpty() || email.isEmpty()) {
            throw new Invalid("missing-fields", "Username, email, and password are required.");
        }
        return NewAccount.of(
                username.get(),
                password.get(),
                email.get(),
                fields.text("first_name").orElse(""),
                fields.text("last_name").orElse(""),
                PasswordRule.MIXED);
    }

    private static String refreshToken(Fields fields) {
        return fields.given("refresh")
                .orElseThrow(() -> new Invalid("missing-refresh-token", "Refresh token is required"));
    }

    private static Uni<TokenPair> logged(String what, String username, Uni<LoggedIn> attempt) {
        var name = username.replaceAll("\\p{Cntrl}", "?");
        return attempt.invoke(() -> LOG.infof("%s of %s", what, name))
                .onFailure()
                .invoke(failure -> LOG.warnf("%s of %s failed: %s", what, name, reason(failure)))
                .map(LoggedIn::tokens);
    }

    private static String reason(Throwable failure) {
        return failure instanceof Failure refused
                ? refused.code()
                : failure.getClass().getSimpleName();
    }
}
