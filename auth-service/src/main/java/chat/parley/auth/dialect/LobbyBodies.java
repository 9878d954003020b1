package chat.parley.auth.dialect;

import chat.parley.auth.token.TokenPair;
import chat.parley.common.failure.Failure;
import chat.parley.common.failure.FailureResponse;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The bodies of {@code lobby}'s account calls. */
final class LobbyBodies {

    private LobbyBodies() {}

    static Response refused(Failure failure) {
        return switch (failure.code()) {
            case "username-taken" -> refused(400, "Username already exists");
            case "invalid-credentials" -> refused(401, "Invalid username or password");
            case "invalid-refresh-token" -> refused(401, "Invalid refresh token");
            default -> FailureResponse.with(failure, new Refused(failure.sentence()));
        };
    }

    private static Response refused(int status, String detail) {
        var answer = Response.status(status).type("application/json").entity(new Refused(detail));
        return status == 401 ? answer.header("WWW-Authenticate", "Bearer").build() : answer.build();
    }

    @Schema(name = "LobbyCredentials", examples = "{\"username\":\"ada\",\"password\":\"correct horse\"}")
    record Credentials(String username, String password) {}

    @Schema(name = "LobbyRefreshRequest")
    record RefreshRequest(@Schema(examples = Examples.TOKEN) String refresh_token) {}

    @Schema(name = "LobbySaid", examples = "{\"message\":\"Registration successful\"}")
    record Said(String message) {}

    @Schema(name = "LobbyRefused", examples = "{\"detail\":\"Username already exists\"}")
    record Refused(String detail) {}

    @Schema(name = "LobbyTokens")
    record Tokens(
            @Schema(examples = Examples.TOKEN) String access_token,
            @Schema(examples = Examples.TOKEN) String refresh_token,
            @Schema(examples = "bearer") String token_type) {

        static Tokens of(TokenPair pair) {
            return new Tokens(pair.access(), pair.refresh(), "bearer");
        }
    }

    @Schema(name = "LobbyNotValid")
    record NotValid(List<FieldError> detail) {}

    @Schema(name = "LobbyFieldError")
    record FieldError(
            @Schema(examples = "missing") String type,
            @Schema(examples = "[\"body\",\"username\"]") List<Object> loc,
            @Schema(examples = "Field required") String msg,

            @Schema(description = "What was given", examples = "{}")
            Object input) {}
}
