package chat.parley.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.gateway.testing.Neighbours;
import chat.parley.gateway.testing.RawSocket;
import chat.parley.gateway.testing.TestSocket;
import chat.parley.gateway.testing.TestSocket.Closed;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class HandshakeTest extends SocketTest {

    private static final Closed UNAUTHORIZED = new Closed(4001, "Unauthorized access");
    private static final String PATH = "/ws/messages/";

    @Test
    void bothTokensInHeadersOpenTheSocket() {
        assertOpens(PATH, anna.access(), anna.refresh());
    }

    @Test
    void slashAtTheEndMayBeMissing() {
        assertOpens("/ws/messages", anna.access(), anna.refresh());
    }

    @Test
    void bothTokensInTheQueryOpenTheSocket() {
        assertOpens(PATH + "?token=" + anna.access() + "&refresh=" + anna.refresh(), null, null);
    }

    @Test
    void withoutTokensItIsClosed() {
        assertUnauthorized(null, null);
        assertUnauthorized(anna.access(), null);
        assertUnauthorized(null, anna.refresh());
        assertUnauthorized("nonsense", anna.refresh());
        assertUnauthorized(anna.access(), "nonsense");
    }

    @Test
    void tokenOfTheOtherTypeIsRefused() {
        assertUnauthorized(anna.refresh(), anna.refresh());
        assertUnauthorized(anna.access(), anna.access());
    }

    @Test
    void tokensOfTwoUsersAreRefused() {
        assertUnauthorized(anna.access(), ben.refresh());
        assertUnauthorized(anna.expiredAccess(), ben.refresh());
    }

    @Test
    void refreshTokenThatIsUsedUpIsRefused() {
        var refresh = anna.refresh();
        Neighbours.DEAD.add(refresh);

        assertUnauthorized(anna.access(), refresh);
        assertUnauthorized(anna.expiredAccess(), refresh);
    }

    @Test
    void expiredRefreshTokenIsRefused() {
        assertUnauthorized(anna.access(), anna.token("refresh", Duration.ofMinutes(-1)));
    }

    @Test
    void expiredAccessTokenIsRefreshedAndTheClientToldFirst() {
        var refresh = anna.refresh();
        var access = anna.access();
        Neighbours.PAIRS.put(refresh, Map.of("access", access, "refresh", "the next"));

        try (var socket = TestSocket.open(port, PATH, anna.expiredAccess(), refresh)) {
            var frame = socket.next();

            assertThat(frame.path("type").asText()).isEqualTo("token");
            assertThat(frame.path("access").asText()).isEqualTo(access);
            assertThat(frame.path("refresh").asText()).isEqualTo("the next");
            assertAnswers(socket);
        }
    }

    @Test
    void chatGoesOnWithValidTokensWhileAuthServiceIsAway() {
        Neighbours.authAway = true;

        assertOpens(PATH, anna.access(), anna.refresh());
    }

    @Test
    void whatOnlyAuthServiceCanDecideIsToBeTriedAgain() {
        Neighbours.authAway = true;

        try (var socket = TestSocket.open(port, PATH, anna.expiredAccess(), anna.refresh())) {
            assertThat(socket.awaitClose().code()).isEqualTo(1013);
        }
    }

    @Test
    void plainRequestIsToldToUpgrade() {
        RestAssured.given().port(port).get(PATH).then().statusCode(426).header("Upgrade", "websocket");
    }

    @Test
    void anyOriginMayOpenASocketUnlessThereIsAList() {
        try (var socket = RawSocket.open(port, RawSocket.headers(anna) + "Origin: https://anywhere.example\r\n")) {
            assertThat(socket.readHead()).startsWith("HTTP/1.1 101 ");
        }
    }

    @Test
    void handshakeThatMakesNoSenseIsRefused() {
        try (var socket = RawSocket.open(port, RawSocket.headers(anna).replace(RawSocket.KEY, ""))) {
            assertThat(socket.readHead()).startsWith("HTTP/1.1 4");
        }
    }

    private void assertOpens(String path, String access, String refresh) {
        try (var socket = TestSocket.open(port, path, access, refresh)) {
            assertAnswers(socket);
        }
    }

    private static void assertAnswers(TestSocket socket) {
        socket.send("?");
        assertThat(socket.next().path("error").asText()).isEqualTo("Invalid JSON format");
    }

    private void assertUnauthorized(String access, String refresh) {
        try (var socket = TestSocket.open(port, PATH, access, refresh)) {
            assertThat(socket.awaitClose()).isEqualTo(UNAUTHORIZED);
        }
    }
}
