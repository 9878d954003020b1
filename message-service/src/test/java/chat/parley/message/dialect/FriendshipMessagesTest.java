package chat.parley.message.dialect;

import static chat.parley.message.testing.Given.as;
import static org.hamcrest.Matchers.equalTo;

import chat.parley.common.testing.Backing;
import chat.parley.message.testing.Friendship;
import chat.parley.message.testing.Neighbour;
import chat.parley.message.testing.User;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(Neighbour.class)
class FriendshipMessagesTest {

    private final User ada = User.named("ada");
    private final User bob = User.named("bob");
    private final Friendship friendship = Friendship.accepted(ada, bob);

    @Test
    void sentMessageIsInHistory() {
        Neighbour.knows(friendship.state());

        as(ada).contentType("application/json")
                .body(Map.of("channel", friendship.id(), "content", "hello"))
                .post("/api/messages/friendship/")
                .then()
                .log()
                .all()
                .statusCode(201)
                .body("data.message.content", equalTo("hello"));

        as(bob).get("/api/messages/status/friendship/{id}/messages/", friendship.id())
                .then()
                .log()
                .all()
                .statusCode(200)
                .body("count", equalTo(1));
    }
}
