package chat.parley.common.failure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorShapeTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/api/users/profile/ | 401 | {\"detail\":\"Authentication credentials were not provided.\"}",
                "/chat/messages/x/ | 404 | {\"detail\":\"Not found.\"}",
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
        assertThat(ErrorShape.of(path).body(Problem.invalidToken())).hasToString(body);
    }
}
