package chat.parley.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.common.testing.ForgedTokens;
import chat.parley.common.testing.TestTokens;
import chat.parley.gateway.testing.TestSocket;
import chat.parley.gateway.testing.TestSocket.Closed;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** RFC 8725: whatever can be made of a token opens no socket. */
@QuarkusTest
class ForgedTokenTest extends SocketTest {

    /** Right in all but its time. */
    private static final Pattern PAST = Pattern.compile("exp -?\\d+");

    @Test
    void noForgedTokenOpensASocket() {
        var forged = ForgedTokens.of(anna.access(), TestTokens.key());

        assertThat(forged).hasSizeGreaterThan(200);
        try (var socket = open(anna.access())) {
            assertThat(socket.next().path("op").asText()).isEqualTo("hello");
        }
        var others = new TreeMap<String, Closed>();
        forged.forEach((name, token) -> {
            try (var socket = open(token)) {
                var closed = socket.awaitClose();
                if (closed.code() != (PAST.matcher(name).matches() ? 4002 : 4001)) {
                    others.put(name, closed);
                }
            }
        });
        assertThat(others).isEmpty();
    }

    private static TestSocket open(String token) {
        return TestSocket.open(RestAssured.port, "/ws/v1", token, null);
    }
}
