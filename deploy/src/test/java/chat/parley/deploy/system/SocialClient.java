package chat.parley.deploy.system;

import chat.parley.deploy.client.Answer;
import chat.parley.deploy.client.Api;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.UUID;

/** Somebody with the published React client of {@code social}: its paths, spelled as it spells them. */
record SocialClient(Api api, long id, String email, String access, String refresh) {

    private static final String PASSWORD = "correct horse battery";

    /** Registers, and logs in. */
    static SocialClient register(RunningStack stack, String name) {
        var email = name + UUID.randomUUID().toString().substring(0, 8) + "@example.org";
        var user =
                new JsonObject().put("email", email).put("password", PASSWORD).put("password2", PASSWORD);
        stack.api().call("POST", "/api/register/", null, user).expect(201);
        return logIn(stack, email);
    }

    static SocialClient logIn(RunningStack stack, String email) {
        var credentials = new JsonObject().put("email", email).put("password", PASSWORD);
        var login = stack.api()
                .call("POST", "/api/login/", null, credentials)
                .expect(200)
                .json();
        return new SocialClient(
                stack.api(),
                login.getJsonObject("user").getLong("id"),
                email,
                login.getString("access"),
                login.getString("refresh"));
    }

    Answer get(String path) {
        return api.call("GET", path, access, null);
    }

    Answer post(String path) {
        return api.call("POST", path, access, new JsonObject());
    }

    JsonArray list(String path) {
        return get(path).expect(200).array();
    }

    void ask(SocialClient other) {
        post("/api/users/" + other.id + "/send-friend-request/").expect(201);
    }

    void accept(SocialClient asking) {
        post("/api/users/" + asking.id + "/accept-friend-request/").expect(200);
    }

    void reject(SocialClient asking) {
        post("/api/users/" + asking.id + "/reject-friend-request/").expect(200);
    }

    void removeFriend(SocialClient friend) {
        post("/api/users/" + friend.id + "/remove-friend/").expect(200);
    }

    void setStatus(String status) {
        api.call("POST", "/api/users/update-status/", access, new JsonObject().put("status", status))
                .expect(200);
    }

    void logOut() {
        api.call("POST", "/api/logout/", null, new JsonObject().put("refresh_token", refresh))
                .expect(200);
    }

    SocialSocket connect(RunningStack stack) {
        return SocialSocket.open(URI.create(stack.address()), access);
    }

    /** Past the edge, to one node. */
    SocialSocket connect(RunningStack stack, int node) {
        return SocialSocket.open(stack.gatewayAddress(node), access);
    }
}
