package chat.parley.deploy.edge;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.deploy.Service;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesTest {

    private final Routes routes = Routes.load();

    @ParameterizedTest
    @CsvSource({
        "/api/users/login/, AUTH",
        "/api/users/logout/, AUTH",
        "/api/users/refresh-token/, AUTH",
        "/api/users/signup, AUTH",
        "/.well-known/jwks.json, AUTH",
        "/api/users/, USER",
        "/api/users, USER",
        "/api/users/profile/, USER",
        "/media/avatars/x.jpg, USER",
        "/api/users/friendship/, FRIENDSHIP",
        "/api/messages/friendship/notification/seen/, MESSAGE",
        "/mediafiles/attachments/2026/11/21/x.pdf, MESSAGE",
        "/api/v1/attachments, MESSAGE",
        "/ws/messages/, GATEWAY",
        "/ws, GATEWAY",
    })
    void everyPathOfTheFriendshipDialectHasItsOwner(String path, Service owner) {
        assertThat(routes.find(path)).contains(owner);
    }

    @ParameterizedTest
    @CsvSource({
        "/auth/register, AUTH",
        "/auth/messages, MESSAGE",
        "/chat/get-user-threads/, MESSAGE",
        "/api/users/7/, USER",
        "/api/users/update-status/, USER",
        "/api/users/7/friends/, FRIENDSHIP",
        "/api/users/7/send-friend-request/, FRIENDSHIP",
        "/api/users/pending-requests/, FRIENDSHIP",
        "/api/token/refresh/, AUTH",
        "/api/notifications/3/read/, USER",
        "/api/v1/tokens/refresh, AUTH",
        "/api/v1/users/7, USER",
        "/api/v1/blocks/7, FRIENDSHIP",
        "/api/v1/conversations/7/messages, MESSAGE",
        "/api/v1/socket-tickets, AUTH",
        "/ws/v1, GATEWAY",
    })
    void thePathsOfTheOtherDialectsAreReserved(String path, Service owner) {
        assertThat(routes.find(path)).contains(owner);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/internal/accounts/7",
                "/internal",
                "/q/health",
                "/openapi",
                "/api",
                "/",
                "/wsx",
                "/api/usersx",
                "/INTERNAL/accounts/7",
                "/api/%75sers/login"
            })
    void whatIsNotListedIsNobodys(String path) {
        assertThat(routes.find(path)).isEmpty();
    }

    @Test
    void anExactSegmentWinsOverAWildcard() {
        var table = Routes.of(Map.of(
                "user", List.of("/a/*/c"),
                "auth", List.of("/a/b/c")));

        assertThat(table.find("/a/b/c")).contains(Service.AUTH);
        assertThat(table.find("/a/x/c")).contains(Service.USER);
    }
}
