package chat.parley.friendship.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.common.testing.DatabaseOutage;
import chat.parley.friendship.FriendshipServiceTest;
import chat.parley.friendship.User;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What clients of each dialect are told while the database does not answer. */
@FriendshipServiceTest
class DatabaseOutageTest {

    private static final List<String> TABLES = List.of("person", "friendship", "block");
    private static final String FRIENDSHIPS = "/api/users/friendship/";

    @Inject
    Pool pool;

    private final User ann = User.known();
    private final User bob = User.known();

    @Test
    void friendshipAndSocialNameADetail() {
        var answers = answers(Map.of(
                "my friendships", () -> ann.calls().get(FRIENDSHIPS),
                "my friendships and people", () -> ann.calls().get(FRIENDSHIPS + "?expand=users"),
                "a request",
                        () -> json(Map.of("to_user", bob.id(), "status", "pending"))
                                .post(FRIENDSHIPS),
                "an answer",
                        () -> json(Map.of("friendship_id", UUID.randomUUID(), "status", "accepted"))
                                .patch(FRIENDSHIPS),
                "friends", () -> ann.calls().get("/api/friends/"),
                "a friend request", () -> json(Map.of("receiver", bob.number())).post("/api/friends/request/"),
                "pending requests", () -> ann.calls().get("/api/users/pending-requests/"),
                "a standing", () -> ann.calls().get("/api/users/" + bob.number() + "/friendship-status/")));

        assertThat(answers)
                .hasSize(8)
                .allSatisfy((_, answer) ->
                        assertThat(answer.jsonPath().getMap("")).isEqualTo(Map.of("detail", DatabaseOutage.SENTENCE)));
    }

    @Test
    void v1NamesTheProblem() {
        var answers = answers(Map.of(
                "friendships", () -> ann.calls().get("/api/v1/friendships"),
                "a request", () -> json(Map.of("user", bob.id())).post("/api/v1/friendships"),
                "blocks", () -> ann.calls().get("/api/v1/blocks"),
                "a block", () -> ann.calls().put("/api/v1/blocks/" + bob.id())));

        assertThat(answers).hasSize(4).allSatisfy((_, answer) -> {
            assertThat(answer.contentType()).startsWith("application/problem+json");
            assertThat(answer.jsonPath().getString("code")).isEqualTo("unavailable");
        });
    }

    private Map<String, Response> answers(Map<String, Supplier<Response>> calls) {
        var answers = new DatabaseOutage(pool).answersWithout(TABLES, calls);
        assertThat(answers).allSatisfy((_, answer) -> {
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.header("Retry-After")).isEqualTo("1");
        });
        return answers;
    }

    private RequestSpecification json(Map<String, ?> body) {
        return ann.calls().contentType(ContentType.JSON).body(body);
    }
}
