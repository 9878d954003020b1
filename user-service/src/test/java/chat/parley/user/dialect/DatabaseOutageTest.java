package chat.parley.user.dialect;

import static chat.parley.user.Told.as;
import static chat.parley.user.Told.asSocial;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.common.testing.DatabaseOutage;
import chat.parley.user.User;
import chat.parley.user.UserServiceTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What clients of each dialect are told while the database does not answer. */
@UserServiceTest
class DatabaseOutageTest {

    private static final List<String> TABLES = List.of("profile", "notification");
    private static final String PROFILE = "/api/users/profile/";

    @Inject
    Pool pool;

    private final User ann = User.unique();

    @Test
    void friendshipNamesAnErrorAndSocialADetail() {
        var friendship = Map.of("error", DatabaseOutage.SENTENCE);
        var social = Map.of("detail", DatabaseOutage.SENTENCE);

        var answers = answers(Map.of(
                "profile", () -> as(ann).get(PROFILE),
                "patch",
                        () -> as(ann).contentType(ContentType.JSON)
                                .body(Map.of("first_name", "Ann"))
                                .patch(PROFILE),
                "users", () -> as(ann).get("/api/users/?page=1"),
                "user", () -> asSocial(ann).get("/api/users/7/"),
                "inbox", () -> asSocial(ann).get("/api/notifications/")));

        assertThat(answers)
                .isEqualTo(Map.of(
                        "profile",
                        friendship,
                        "patch",
                        friendship,
                        "users",
                        friendship,
                        "user",
                        social,
                        "inbox",
                        social));
    }

    @Test
    void v1NamesTheProblem() {
        var answers = answers(Map.of(
                "me", () -> as(ann).get("/api/v1/me"),
                "users", () -> as(ann).get("/api/v1/users?query=ann"),
                "inbox", () -> as(ann).get("/api/v1/notifications")));

        assertThat(answers)
                .hasSize(3)
                .allSatisfy((_, answer) -> assertThat(answer.get("code")).isEqualTo("unavailable"));
    }

    private Map<String, Map<String, Object>> answers(Map<String, Supplier<Response>> calls) {
        var answers = new DatabaseOutage(pool).answersWithout(TABLES, calls);
        assertThat(answers).allSatisfy((_, answer) -> {
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.header("Retry-After")).isEqualTo("1");
        });
        return answers.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        answer -> answer.getValue().jsonPath().getMap("")));
    }
}
