package chat.parley.auth.dialect;

import chat.parley.common.failure.Failure;
import chat.parley.common.failure.Family;
import chat.parley.common.http.MalformedJson;
import java.util.List;
import java.util.Map;

/** A body that {@code lobby} answers with 422, in the shape of FastAPI's validation errors. */
final class LobbyInvalid extends Failure {

    private final transient List<LobbyBodies.FieldError> errors;

    LobbyInvalid(List<LobbyBodies.FieldError> errors) {
        super(Family.INVALID, "invalid-body", "The body is not valid.");
        this.errors = errors;
    }

    static LobbyInvalid of(MalformedJson malformed) {
        return new LobbyInvalid(List.of(new LobbyBodies.FieldError(
                "json_invalid", List.of("body", malformed.offset()), "JSON decode error", Map.of())));
    }

    /** A rule about a name or a password was broken. */
    static LobbyInvalid of(Failure rule, LobbyBody given) {
        var field = rule.code().startsWith("password") ? "password" : "username";
        var error = "password-too-short".equals(rule.code())
                ? error("string_too_short", field, "String should have at least 8 characters", given)
                : error("value_error", field, "Value error, " + rule.sentence(), given);
        return new LobbyInvalid(List.of(error));
    }

    LobbyBodies.NotValid body() {
        return new LobbyBodies.NotValid(errors);
    }

    private static LobbyBodies.FieldError error(String type, String field, String message, LobbyBody given) {
        return new LobbyBodies.FieldError(type, List.of("body", field), message, given.text(field));
    }
}
