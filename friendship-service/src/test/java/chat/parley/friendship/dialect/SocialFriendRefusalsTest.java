package chat.parley.friendship.dialect;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import chat.parley.friendship.Example;
import chat.parley.friendship.FriendshipServiceTest;
import chat.parley.friendship.User;
import chat.parley.friendship.UserServiceStub;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not done, and how that is said. */
@FriendshipServiceTest
class SocialFriendRefusalsTest extends SocialFriendCalls {

    @Test
    void nobodyIsAskedTwice() {
        var asking = User.known();
        var asked = User.known();
        client(asking, asked, "send-friend-request").statusCode(201);

        refused(asking, asked, "Friend request already sent.");
        refused(asked, asking, "This user has already sent you a friend request.");
        client(asked, asking, "accept-friend-request").statusCode(200);
        refused(asking, asked, "You are already friends.");
        refused(asked, asking, "You are already friends.");
        refused(asking, asking, "You cannot send a friendship request to yourself.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|status|This field is required.",
                "{\"status\":\"maybe\"}|status|\"maybe\" is not a valid choice.",
                "{\"status\":\"pending\"}|status|\"pending\" is not a valid choice.",
                "{\"status\":3}|status|\"3\" is not a valid choice.",
                "{\"action\":\"maybe\"}|action|\"maybe\" is not a valid choice."
            })
    void answerThatIsNoneIsRefused(String body, String field, String sentence) {
        var asking = User.known();
        var asked = User.known();
        var id = ask(asking, Map.of("receiver", asked.number()))
                .extract()
                .jsonPath()
                .getLong("id");

        asked.calls()
                .contentType(ContentType.JSON)
                .body(body)
                .put(REQUEST + id + "/")
                .then()
                .statusCode(400)
                .body(field, contains(sentence));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|This field is required.",
                "{\"receiver\":null}|This field is required.",
                "{\"receiver\":\"jane\"}|A valid integer is required.",
                "{\"receiver\":1.5}|A valid integer is required.",
                "{\"receiver\":true}|A valid integer is required."
            })
    void receiverThatIsNoneIsRefused(String body, String sentence) {
        User.known()
                .calls()
                .contentType(ContentType.JSON)
                .body(body)
                .post(REQUEST)
                .then()
                .statusCode(400)
                .body("receiver", contains(sentence));
    }

    @ParameterizedTest
    @ValueSource(strings = {"99999999", "0", "jane", "99999999999999999999"})
    void unknownUserIsNotFound(String id) {
        var caller = User.known();
        var answers = Stream.of(
                caller.calls().post(USERS + id + "/send-friend-request/"),
                caller.calls().post(USERS + id + "/accept-friend-request/"),
                caller.calls().post(USERS + id + "/reject-friend-request/"),
                caller.calls().post(USERS + id + "/remove-friend/"),
                caller.calls().get(USERS + id + "/friend-request/"),
                caller.calls().get(USERS + id + "/friendship-status/"));

        answers.forEach(
                answer -> answer.then().statusCode(404).body("detail", equalTo("No user matches the given query.")));
        ask(caller, Map.of("receiver", 99_999_999)).statusCode(404);
    }

    @Test
    void whereNothingIsThereIsNoStanding() {
        var one = User.known();
        var other = User.known();

        assertThat(standing(one, other).getMap(""))
                .isEqualTo(
                        JsonPath.from(Example.of("social/standing-none.json")).getMap(""));
        one.calls()
                .get(USERS + other.number() + "/friend-request/")
                .then()
                .statusCode(404)
                .body("detail", equalTo("Not found."));
    }

    @Test
    void friendsAreTheirOwnersToSee() {
        var one = User.known();
        var other = User.known();

        one.calls()
                .get(USERS + other.number() + "/friends/")
                .then()
                .statusCode(403)
                .body("detail", equalTo("You do not have permission to perform this action."));
        one.calls().get(FRIENDS).then().statusCode(200).body("", empty());
    }

    @Test
    void outageOfUserServiceIsSafeToRepeat() {
        var caller = User.known();
        UserServiceStub.broken(
                503,
                () -> ask(caller, Map.of("receiver", User.known().number())).statusCode(503));
    }

    @Test
    void nobodyIsRefused() {
        var calls = List.of(
                "GET /api/friends/",
                "POST /api/friends/request/",
                "PUT /api/friends/request/1/",
                "GET /api/users/1/friends/",
                "GET /api/users/pending-requests/",
                "GET /api/users/1/friend-request/",
                "GET /api/users/1/friendship-status/",
                "POST /api/users/1/send-friend-request/",
                "POST /api/users/1/accept-friend-request/",
                "POST /api/users/1/reject-friend-request/",
                "POST /api/users/1/remove-friend/");

        for (var call : calls) {
            var method = call.substring(0, call.indexOf(' '));
            var path = call.substring(call.indexOf(' ') + 1);
            given().contentType(ContentType.JSON)
                    .request(method, path)
                    .then()
                    .statusCode(401)
                    .header("WWW-Authenticate", equalTo("Bearer realm=\"api\""))
                    .body("detail", equalTo("Authentication credentials were not provided."));
            given().auth()
                    .preemptive()
                    .oauth2("x")
                    .contentType(ContentType.JSON)
                    .request(method, path)
                    .then()
                    .statusCode(401)
                    .body("code", equalTo("token_not_valid"));
        }
    }

    private static void refused(User asking, User asked, String sentence) {
        client(asking, asked, "send-friend-request").statusCode(400).body("error", equalTo(sentence));
        ask(asking, Map.of("receiver", asked.number())).statusCode(400).body("error", equalTo(sentence));
    }
}
