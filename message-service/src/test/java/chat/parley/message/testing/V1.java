package chat.parley.message.testing;

import static chat.parley.message.testing.Api.as;

import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Calls as the clients of {@code v1} make them. */
public final class V1 {

    public static final String CONVERSATIONS = "/api/v1/conversations";

    private V1() {}

    public static Response open(User user, User other) {
        return as(user).contentType("application/json")
                .body(Map.of("with", other.id()))
                .post(CONVERSATIONS);
    }

    /** The id of the conversation of the two, which is there from now on. */
    public static UUID opened(User user, User other) {
        Neighbour.knows(user.person());
        Neighbour.knows(other.person());
        return UUID.fromString(open(user, other).then().extract().path("id"));
    }

    public static Response send(User user, UUID conversation, String body) {
        return send(user, conversation, UUID.randomUUID(), body);
    }

    public static Response send(User user, UUID conversation, UUID clientId, String body) {
        return post(user, conversation, Map.of("client_id", clientId, "body", body));
    }

    public static Response post(User user, Object conversation, Object body) {
        return as(user).contentType("application/json").body(body).post(messages(conversation));
    }

    /** @param query begins with a question mark, or is empty */
    public static Response page(User user, Object conversation, String query) {
        return as(user).urlEncodingEnabled(false).get(messages(conversation) + query);
    }

    public static List<String> bodies(User user, UUID conversation, String query) {
        return page(user, conversation, query).then().statusCode(200).extract().path("items.body");
    }

    public static Response read(User user, Object conversation, Object body) {
        return as(user).contentType("application/json").body(body).put(CONVERSATIONS + "/" + conversation + "/read");
    }

    public static String messages(Object conversation) {
        return CONVERSATIONS + "/" + conversation + "/messages";
    }
}
