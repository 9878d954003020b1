package chat.parley.auth.dialect;

import chat.parley.auth.account.Account;
import chat.parley.auth.token.TokenPair;
import chat.parley.common.failure.Failure;
import chat.parley.common.failure.FailureResponse;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The bodies of {@code social}'s account calls. */
final class SocialBodies {

    private SocialBodies() {}

    static Response refused(Failure failure) {
        return switch (failure) {
            case SocialInvalid invalid -> FailureResponse.with(invalid, invalid.body());
            case Failure other ->
                switch (other.code()) {
                    case "invalid-credentials" ->
                        unauthorized(Map.of("detail", "No active account found with the given credentials"));
                    case "invalid-refresh-token" ->
                        unauthorized(Map.of("detail", "Token is invalid or expired", "code", "token_not_valid"));
                    default -> FailureResponse.with(other, Map.of("detail", other.sentence()));
                };
        };
    }

    private static Response unauthorized(Map<String, String> body) {
        return Response.status(401)
                .type("application/json")
                .header("WWW-Authenticate", "Bearer realm=\"api\"")
                .entity(body)
                .build();
    }

    @Schema(
            name = "SocialRegistration",
            examples = "{\"email\":\"ada@example.org\",\"password\":\"correct horse\",\"password2\":\"correct horse\"}",
            requiredProperties = {"email", "password"})
    record Registration(String username, String email, String password, String password2) {}

    @Schema(
            name = "SocialCredentials",
            description = "`email` or `username`",
            examples = "{\"email\":\"ada@example.org\",\"password\":\"correct horse\"}")
    record Credentials(String email, String username, String password) {}

    @Schema(name = "SocialRefreshRequest")
    record RefreshRequest(@Schema(examples = Examples.TOKEN) String refresh) {}

    @Schema(name = "SocialLogoutRequest")
    record LogoutRequest(@Schema(examples = Examples.TOKEN) String refresh_token) {}

    @Schema(name = "SocialSaid", examples = "{\"message\":\"Successfully logged out\"}")
    record Said(String message) {}

    @Schema(name = "SocialRegistered")
    record Registered(
            @Schema(examples = "User registered successfully")
            String message,

            User user) {}

    @Schema(name = "SocialPair")
    record Pair(
            @Schema(examples = Examples.TOKEN) String access,
            @Schema(examples = Examples.TOKEN) String refresh) {

        static Pair of(TokenPair pair) {
            return new Pair(pair.access(), pair.refresh());
        }
    }

    @Schema(name = "SocialLoggedIn", description = "The pair stands twice, for two generations of clients")
    record LoggedIn(
            @Schema(examples = Examples.TOKEN) String access,
            @Schema(examples = Examples.TOKEN) String refresh,
            Pair tokens,
            User user) {

        static LoggedIn of(TokenPair pair, User user) {
            return new LoggedIn(pair.access(), pair.refresh(), Pair.of(pair), user);
        }
    }

    /** {@code U} of the dialect. */
    @Schema(name = "SocialUser")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record User(
            @Schema(examples = "7") long id,

            @Schema(examples = "01f0a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b")
            String uuid,

            @Schema(nullable = true, examples = "ada@example.org")
            String email,

            @Schema(examples = "ada") String username,

            @Schema(nullable = true, examples = "Tea, no milk.")
            String bio,

            @Schema(nullable = true, examples = Examples.AVATAR_URL)
            String avatar,

            @Schema(enumeration = {"online", "offline", "busy", "away"})
            String status,

            @JsonProperty("is_online") boolean is_online) {

        /** What is known of somebody without asking user-service. */
        static User of(Account account) {
            return new User(
                    account.number(),
                    account.userId().toString(),
                    account.email(),
                    account.username(),
                    null,
                    null,
                    "offline",
                    false);
        }
    }

    @Schema(name = "SocialFieldErrors", type = SchemaType.OBJECT, additionalProperties = String[].class)
    record FieldErrors() {}

    @Schema(
            name = "SocialRefused",
            requiredProperties = "detail",
            examples = "{\"detail\":\"Token is invalid or expired\",\"code\":\"token_not_valid\"}")
    record Refused(String detail, String code) {}
}
