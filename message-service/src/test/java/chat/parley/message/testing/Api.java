package chat.parley.message.testing;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.UUID;

/** Calls as the clients of {@code friendship} make them. */
public final class Api {

    private Api() {}

    public static RequestSpecification as(User user) {
        return given().auth().oauth2(user.token());
    }

    public static Response send(User user, UUID channel, String content) {
        return as(user).contentType("application/json")
                .body(Map.of("channel", channel, "content", content))
                .post("/api/messages/friendship/");
    }

    /** Sends, and answers the message's id. */
    public static String sent(User user, Friendship friendship, String content) {
        return send(user, friendship.id(), content)
                .then()
                .statusCode(201)
                .extract()
                .path("data.id");
    }

    public static Response history(User user, Friendship friendship, String query) {
        return as(user).urlEncodingEnabled(false)
                .get("/api/messages/status/friendship/" + friendship.id() + "/messages/" + query);
    }

    public static Response seen(User user, Object messageId) {
        return as(user).contentType("application/json")
                .body(Map.of("message_id", messageId))
                .post("/api/messages/friendship/notification/seen/");
    }
}
