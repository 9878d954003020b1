package chat.parley.friendship.dialect;

import chat.parley.friendship.Example;
import chat.parley.friendship.Told;
import chat.parley.friendship.User;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;

/** What clients of {@code social} ask about friends. */
abstract class SocialFriendCalls {

    static final String FRIENDS = "/api/friends/";
    static final String REQUEST = FRIENDS + "request/";
    static final String USERS = "/api/users/";

    @Inject
    Told told;

    static ValidatableResponse ask(User asking, Map<String, ?> body) {
        return asking.calls()
                .contentType(ContentType.JSON)
                .body(body)
                .post(REQUEST)
                .then();
    }

    static ValidatableResponse answer(User by, long request, Map<String, ?> body) {
        return by.calls()
                .contentType(ContentType.JSON)
                .body(body)
                .put(REQUEST + request + "/")
                .then();
    }

    static ValidatableResponse client(User caller, User other, String what) {
        return caller.calls().post(USERS + other.number() + "/" + what + "/").then();
    }

    static String client(User asked) {
        return USERS + asked.number() + "/send-friend-request/";
    }

    static List<Long> friends(User user) {
        return user.calls().get(FRIENDS).jsonPath().getList("id", Long.class);
    }

    static JsonPath standing(User caller, User other) {
        return caller.calls()
                .get(USERS + other.number() + "/friendship-status/")
                .jsonPath();
    }

    static Map<String, Object> request(JsonPath shown, String status, boolean isRead) {
        return JsonPath.from(Example.of("social/request.json")
                        .replace("${id}", shown.getString("id"))
                        .replace("${created_at}", shown.getString("created_at"))
                        .replace("${status}", status)
                        .replace("${is_read}", Boolean.toString(isRead)))
                .getMap("");
    }
}
