package chat.parley.friendship.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import chat.parley.common.event.FriendshipEvent.FriendshipAnswered;
import chat.parley.common.event.FriendshipEvent.FriendshipRemoved;
import chat.parley.common.event.FriendshipEvent.FriendshipRequested;
import chat.parley.common.event.Person;
import chat.parley.friendship.Example;
import chat.parley.friendship.FriendshipServiceTest;
import chat.parley.friendship.User;
import chat.parley.friendship.UserServiceStub;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@FriendshipServiceTest
class SocialFriendsTest extends SocialFriendCalls {

    private static final String SIX_DIGITS = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z";

    @Test
    void bodiesAreAsDocumented() {
        var john = new User(UUID.fromString("5b0e4dcc-6cf0-4d6a-9ac0-0f5c54d1b901"), 901, "social_john");
        var jane = new User(UUID.fromString("1d6f2b57-7f5b-4a9e-8c3d-2b6f1f7c9902"), 902, "social_jane");
        UserServiceStub.knows(new Person(
                john.id(),
                901,
                "social_john",
                "john@example.com",
                "John",
                "Doe",
                "/media/avatars/Zk3mB0c2l1q9Xw7Rt5Yv8Ns4Pj6Hd0Fa.jpg",
                "Tea, no milk.",
                "busy",
                1));
        UserServiceStub.knows(new Person(jane.id(), 902, "social_jane", null, "", "", null, null, "online", 1));
        told.online(john, "node");

        var asked = ask(john, Map.of("receiver", 902)).statusCode(201).extract().jsonPath();
        assertThat(asked.getMap("")).isEqualTo(request(asked, "pending", false));
        assertThat(asked.getString("created_at")).matches(SIX_DIGITS);
        assertThat(jane.calls().get(USERS + "pending-requests/").jsonPath().getList(""))
                .isEqualTo(List.of(request(asked, "pending", false)));
        assertThat(john.calls().get(USERS + "902/friend-request/").jsonPath().getMap(""))
                .isEqualTo(request(asked, "pending", false));

        var answered = answer(jane, asked.getLong("id"), Map.of("status", "accepted"));
        assertThat(answered.statusCode(200).extract().jsonPath().getMap(""))
                .isEqualTo(request(asked, "accepted", true));
        for (var path : List.of(FRIENDS, USERS + "902/friends/", USERS + "me/friends/")) {
            assertThat(jane.calls()
                            .get(path)
                            .then()
                            .statusCode(200)
                            .extract()
                            .jsonPath()
                            .getList(""))
                    .isEqualTo(JsonPath.from(Example.of("social/friends.json")).getList(""));
        }
        jane.calls().get(USERS + "pending-requests/").then().statusCode(200).body("", empty());
        var standing = jane.calls().get(USERS + "901/friendship-status/").jsonPath();
        assertThat(standing.getMap(""))
                .isEqualTo(JsonPath.from(
                                Example.of("social/standing.json").replace("${time}", standing.getString("since")))
                        .getMap(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"receiver", "receiver_id", "to_user", "user_id"})
    void receiverHasManyNames(String field) {
        ask(User.known(), Map.of(field, User.known().number())).statusCode(201);
        ask(User.known(), Map.of(field, Long.toString(User.known().number()))).statusCode(201);
        User.known()
                .calls()
                .formParam(field, User.known().number())
                .post(REQUEST)
                .then()
                .statusCode(201);
    }

    @Test
    void publishedClientAsksAcceptsAndRemovesInItsOwnSpelling() {
        var asking = User.known();
        var asked = User.known();

        client(asking, asked, "send-friend-request").statusCode(201).body("status", equalTo("pending"));
        client(asked, asking, "accept-friend-request").statusCode(200).body("status", equalTo("accepted"));
        assertThat(friends(asking)).containsExactly(asked.number());
        client(asking, asked, "remove-friend").statusCode(200).body("message", equalTo("Friend removed."));

        assertThat(friends(asked)).isEmpty();
        client(asking, asked, "remove-friend").statusCode(404).body("detail", equalTo("Not found."));
        client(asked, asking, "send-friend-request").statusCode(201);
    }

    @Test
    void everyChangeIsTold() {
        var asking = User.known();
        var asked = User.known();
        UUID id = requested(asking, asked);

        client(asked, asking, "accept-friend-request").statusCode(200);
        client(asked, asking, "remove-friend").statusCode(200);

        await().untilAsserted(() -> assertThat(told.of(id))
                .extracting(Object::getClass)
                .isEqualTo(List.of(FriendshipRequested.class, FriendshipAnswered.class, FriendshipRemoved.class)));
        assertThat(told.of(id))
                .extracting(event -> event.friendship().version())
                .containsExactly(1L, 2L, 3L);
    }

    @Test
    void rejectionIsABlockThatOnlyWhoRejectedLifts() {
        var asking = User.known();
        var asked = User.known();
        client(asking, asked, "send-friend-request").statusCode(201);

        client(asked, asking, "reject-friend-request").statusCode(200).body("status", equalTo("rejected"));

        assertBlocked(standing(asking, asked), asked);
        assertBlocked(standing(asked, asking), asked);
        client(asking, asked, "send-friend-request")
                .statusCode(400)
                .body("error", equalTo("This user does not take friend requests from you."));
        client(asking, asked, "remove-friend").statusCode(404);
        client(asked, asking, "send-friend-request")
                .statusCode(201)
                .body("sender.id", equalTo((int) asked.number()))
                .body("status", equalTo("pending"));
        client(asking, asked, "accept-friend-request").statusCode(200);
        assertThat(friends(asking)).containsExactly(asked.number());
    }

    @Test
    void ofManyWhoAskAtOnceOneIsFirst() {
        var one = User.known();
        var other = User.known();

        var answers = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> (i % 2 == 0 ? one : other).calls().post(client(i % 2 == 0 ? other : one))))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .map(Response::statusCode)
                .toList();

        assertThat(answers).containsOnlyOnce(201).containsOnly(201, 400);
    }

    @Test
    void answerIsGivenOnceByWhoWasAsked() {
        var asking = User.known();
        var asked = User.known();
        var id = ask(asking, Map.of("receiver", asked.number()))
                .extract()
                .jsonPath()
                .getLong("id");

        for (var other : List.of(asking, User.known())) {
            answer(other, id, Map.of("status", "accepted"))
                    .statusCode(403)
                    .body("detail", equalTo("You do not have permission to perform this action."));
        }
        client(asking, asked, "accept-friend-request").statusCode(404).body("detail", equalTo("Not found."));
        answer(asked, id, Map.of("action", "accept")).statusCode(200).body("status", equalTo("accepted"));
        answer(asked, id, Map.of("status", "rejected")).statusCode(404).body("detail", equalTo("Not found."));
        answer(asked, 99_999_999, Map.of("status", "accepted")).statusCode(404);
        client(asked, asking, "reject-friend-request").statusCode(404);
    }

    @Test
    void pathsAreServedWithoutTheSlashToo() {
        var asking = User.known();
        var asked = User.known();

        asking.calls()
                .post(USERS + asked.number() + "/send-friend-request")
                .then()
                .statusCode(201);
        asking.calls()
                .redirects()
                .follow(false)
                .get("/api/friends")
                .then()
                .statusCode(301)
                .header("Location", equalTo(FRIENDS));
    }

    /** The id that the other services know it by. */
    private UUID requested(User asking, User asked) {
        client(asking, asked, "send-friend-request").statusCode(201);
        return UUID.fromString(asking.calls()
                .get("/internal/friendships/with/" + asked.id())
                .jsonPath()
                .getString("id"));
    }

    private static void assertBlocked(JsonPath shown, User blocker) {
        assertThat(shown.getMap(""))
                .isEqualTo(JsonPath.from(Example.of("social/standing-blocked.json")
                                .replace("${time}", shown.getString("last_updated"))
                                .replace("${blocker}", Long.toString(blocker.number())))
                        .getMap(""));
    }
}
