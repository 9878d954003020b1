package chat.parley.message.dialect;

import static chat.parley.message.testing.Api.as;
import static chat.parley.message.testing.Api.history;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.common.testing.Backing;
import chat.parley.common.testing.DatabaseOutage;
import chat.parley.message.testing.Api;
import chat.parley.message.testing.Friendship;
import chat.parley.message.testing.Neighbour;
import chat.parley.message.testing.User;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What clients of the published dialects are told while the database does not answer. */
@QuarkusTest
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(Neighbour.class)
class DatabaseOutageTest {

    @Inject
    Pool pool;

    private final User ada = User.named("ada");
    private final User bob = User.named("bob");
    private final Friendship friendship = Friendship.accepted(ada, bob);

    @Test
    void eachDialectWritesItAsItWritesItsRefusals() {
        Neighbour.knows(friendship.state());
        var ofThread = new HashMap<String, Object>();
        ofThread.put("status", "failure");
        ofThread.put("entity", null);
        ofThread.put("message", DatabaseOutage.SENTENCE);
        ofThread.put("success", false);
        var expected = Map.of(
                "history",
                Map.of("error", DatabaseOutage.SENTENCE),
                "send",
                Map.of("error", DatabaseOutage.SENTENCE),
                "thread",
                ofThread,
                "threads",
                ofThread);

        var answers = new DatabaseOutage(pool)
                .answersWithout(
                        List.of("conversation", "friendship_link", "profile"),
                        Map.of(
                                "history", () -> history(ada, friendship, ""),
                                "send", () -> Api.send(ada, friendship.id(), "hello"),
                                "thread", () -> as(ada).get("/chat/messages/" + bob.id() + "/"),
                                "threads", () -> as(ada).get("/chat/get-user-threads/")));

        assertThat(answers).hasSameSizeAs(expected).allSatisfy((call, answer) -> {
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.header("Retry-After")).isEqualTo("1");
            assertThat(answer.jsonPath().getMap("")).isEqualTo(expected.get(call));
        });
    }
}
