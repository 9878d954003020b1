package chat.parley.auth.dialect;

import chat.parley.auth.account.SignUp;
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
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Signing up, in {@code v1}. */
@Path("/api/v1/accounts")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "v1")
public class V1AccountResource {

    private final SignUp signUp;

    public V1AccountResource(SignUp signUp) {
        this.signUp = signUp;
    }

    @POST
    @PermitAll
    @ResponseStatus(201)
    @Operation(
            summary = "Sign up, and be logged in",
            description =
                    "The password has at least 8 characters and at most 72 bytes, is not among the most common ones,"
                            + " and is not the username. Usernames compare case-insensitively and never change.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = V1Bodies.Registration.class)))
    @APIResponse(
            responseCode = "201",
            description = "Signed up and logged in",
            content = @Content(schema = @Schema(implementation = V1Bodies.Tokens.class)))
    @APIResponse(responseCode = "400", description = "`invalid-request`, with the fields; `malformed-json`")
    @APIResponse(responseCode = "409", description = "`username-taken` or `email-taken`")
    @APIResponse(responseCode = "429", description = "`too-many-requests`: come back after `Retry-After` seconds")
    public Uni<V1Bodies.Tokens> signUp(byte[] body, @Context HttpServerRequest request) {
        var given = V1Registration.read(body);
        return signUp.signUp(given, Optional.empty(), Logins.of(Dialect.V1, request))
                .map(V1Bodies.Tokens::of);
    }
}
