package chat.parley.common.failure;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.common.identity.InvalidToken;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorShapeTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/api/users/profile/ | 401 | {\"detail\":\"Authentication credentials were not provided.\"}",
                "/api/users/profile/ | 503 | {\"error\":\"A part that is needed does not answer; it is safe to try again.\"}",
                "/api/users/friendship/ | 503 | {\"detail\":\"A part that is needed does not answer; it is safe to try again.\"}",
                "/api/messages/friendship/ | 500 | {\"error\":\"Something went wrong here; it has been logged.\"}",
                "/api/users/7/ | 500 | {\"detail\":\"Something went wrong here; it has been logged.\"}",
                "/chat/messages/x/ | 404 | {\"detail\":\"Not found.\"}",
                "/chat/messages/x/ | 503 | {\"status\":\"failure\",\"entity\":null,\"message\":\"A part that is needed does not answer; it is safe to try again.\",\"success\":false}",
                "/auth/messages | 401 | {\"detail\":\"Not authenticated\"}",
                "/auth/x | 404 | {\"detail\":\"Not Found\"}",
                "/api/v1/me | 404 | {\"type\":\"about:blank\",\"title\":\"Not Found\",\"status\":404,\"detail\":\"There is nothing at this path.\",\"code\":\"not-found\"}",
                "/api/v1x | 404 | {\"detail\":\"Not found.\"}"
            })
    void thePathDecidesTheShape(String path, int status, String body) {
        assertThat(ErrorShape.of(path).body(Problem.of(status))).hasToString(body);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/api/users/ | {\"detail\":\"Given token not valid for any token type\",\"code\":\"token_not_valid\",\"messages\":[{\"token_class\":\"AccessToken\",\"token_type\":\"access\",\"message\":\"Token is invalid or expired\"}]}",
                "/auth/messages | {\"detail\":\"Invalid or expired token\"}"
            })
    void aBadTokenIsToldFromNone(String path, String body) {
        assertThat(ErrorShape.of(path).body(Problem.invalidToken(InvalidToken.malformed())))
                .hasToString(body);
    }

    @Test
    void eachFieldThatIsWrongIsNamed() {
        var problem = Problem.of(new InvalidRequest(
                List.of(new FieldError("with", "Must be a UUID."), new FieldError("limit", "Must be a number."))));

        assertThat(ErrorShape.V1.body(problem))
                .hasToString("{\"type\":\"about:blank\",\"title\":\"Bad Request\",\"status\":400,"
                        + "\"detail\":\"Some fields are not valid.\",\"code\":\"invalid-request\","
                        + "\"errors\":[{\"field\":\"with\",\"message\":\"Must be a UUID.\"},"
                        + "{\"field\":\"limit\",\"message\":\"Must be a number.\"}]}");
        assertThat(ErrorShape.DJANGO.body(problem))
                .hasToString("{\"with\":[\"Must be a UUID.\"],\"limit\":[\"Must be a number.\"]}");
    }

    @Test
    void anExpiredTokenIsToldFromABadOneInV1Alone() {
        var expired = Problem.invalidToken(InvalidToken.expired());

        assertThat(ErrorShape.V1.body(expired).path("code").textValue()).isEqualTo("token-expired");
        assertThat(ErrorShape.LOBBY.body(expired)).hasToString("{\"detail\":\"Invalid or expired token\"}");
    }
}
