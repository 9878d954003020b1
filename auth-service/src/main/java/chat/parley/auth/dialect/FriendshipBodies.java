package chat.parley.auth.dialect;

import chat.parley.auth.token.TokenPair;
import chat.parley.common.failure.Failure;
import chat.parley.common.failure.FailureResponse;
import chat.parley.common.failure.Family;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The bodies of {@code friendship}'s account calls. */
final class FriendshipBodies {

    private FriendshipBodies() {}

    static Response refused(Failure failure) {
        var body = new Refused(failure.sentence());
        return failure.family() == Family.CONFLICT
                ? Response.status(400).type("application/json").entity(body).build()
                : FailureResponse.with(failure, body);
    }

    @Schema(name = "Credentials", examples = "{\"username\":\"ada\",\"password\":\"Correct-h0rse\"}")
    record Credentials(String username, String password) {}

    @Schema(name = "Tokens")
    record Tokens(
            @Schema(description = "7 days; good once", examples = Examples.TOKEN)
            String refresh,

            @Schema(description = "15 minutes; send it as `Authorization: Bearer`", examples = Examples.TOKEN)
            String access) {

        static Tokens of(TokenPair pair) {
            return new Tokens(pair.refresh(), pair.access());
        }
    }

    @Schema(name = "RefreshRequest")
    record RefreshRequest(@Schema(examples = Examples.TOKEN) String refresh) {}

    @Schema(name = "Said", examples = "{\"message\":\"Successfully logged out\"}")
    record Said(String message) {}

    @Schema(name = "Refused", examples = "{\"error\":\"Invalid Credentials\"}")
    record Refused(String error) {}

    /** No access token, or none that is good; as it stands in the document, the framework writes it. */
    @Schema(ref = "#/components/schemas/Detail")
    record NoToken(String detail) {}

    @Schema(
            name = "SignUpBody",
            examples = "{\"username\":\"ada\",\"password\":\"Correct-h0rse\",\"email\":\"ada@example.org\"}",
            requiredProperties = {"username", "password", "email"})
    record SignUpBody(String username, String password, String email, String first_name, String last_name) {}

    @Schema(
            name = "SignUpForm",
            examples = "{\"username\":\"ada\",\"password\":\"Correct-h0rse\",\"email\":\"ada@example.org\"}",
            requiredProperties = {"username", "password", "email"})
    record SignUpForm(
            String username,
            String password,
            String email,
            String first_name,
            String last_name,

            @Schema(format = "binary", description = "JPEG, PNG, GIF or WebP, at most 5 MiB")
            String personal_image) {}
}
