package chat.parley.deploy.client;

import chat.parley.deploy.CannotRun;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The {@code friendship} API as its clients use it. */
public final class Api implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int PAGE = 100;

    private final URI address;
    private final Trace trace;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    public Api(URI address, Trace trace) {
        this.address = address;
        this.trace = trace;
    }

    public Login signUp(String username, String password) {
        var tokens = call(
                        "POST",
                        "/api/users/signup/",
                        null,
                        new JsonObject()
                                .put("username", username)
                                .put("password", password)
                                .put("email", username + "@example.org"))
                .expect(201);
        return loggedIn(username, tokens.json());
    }

    public Login logIn(String username, String password) {
        var credentials = new JsonObject().put("username", username).put("password", password);
        return loggedIn(
                username,
                call("POST", "/api/users/login/", null, credentials).expect(200).json());
    }

    private Login loggedIn(String username, JsonObject tokens) {
        var access = tokens.getString("access");
        var profile =
                call("GET", "/api/users/profile/", access, null).expect(200).json();
        return new Login(username, profile.getString("id"), access, tokens.getString("refresh"));
    }

    public void logOut(Login user) {
        call("POST", "/api/users/logout/", user.access(), new JsonObject().put("refresh", user.refresh()))
                .expect(200);
    }

    /** @return the friendship's id, which is the channel of the two */
    public String befriend(Login asking, Login asked) {
        var request = new JsonObject().put("to_user", asked.id()).put("status", "pending");
        var friendship = call("POST", "/api/users/friendship/", asking.access(), request)
                .expect(201)
                .json()
                .getString("id");
        var answer = new JsonObject().put("friendship_id", friendship).put("status", "accepted");
        call("PATCH", "/api/users/friendship/", asked.access(), answer).expect(200);
        return friendship;
    }

    /** The messages of a channel, oldest first, all pages of them. */
    public List<JsonObject> history(Login user, String channel) {
        var messages = new ArrayList<JsonObject>();
        for (var page = 1; ; page++) {
            var answer = call(
                            "GET",
                            "/api/messages/friendship/%s/messages/?page=%d&page_size=%d".formatted(channel, page, PAGE),
                            user.access(),
                            null)
                    .expect(200)
                    .json();
            answer.getJsonArray("results").forEach(message -> messages.add((JsonObject) message));
            if (answer.getString("next") == null) {
                return messages;
            }
        }
    }

    /**
     * @param access null for nobody
     * @param body null for none
     */
    public Answer call(String method, String path, String access, JsonObject body) {
        var request = HttpRequest.newBuilder(address.resolve(path)).timeout(PATIENCE);
        if (access != null) {
            request.header("Authorization", "Bearer " + access);
        }
        if (body == null) {
            request.method(method, BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json").method(method, BodyPublishers.ofString(body.encode()));
        }
        trace.request(method, path, body == null ? "" : body.encode());
        return send(method + " " + path, request.build());
    }

    private Answer send(String name, HttpRequest request) {
        try {
            var response = http.send(request, BodyHandlers.ofString());
            trace.answer(response.statusCode(), response.body());
            return new Answer(name, response.statusCode(), response.body());
        } catch (IOException failure) {
            throw CannotRun.because("%s got no answer from %s: %s", name, address, failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw CannotRun.because("%s was interrupted.", name);
        }
    }

    /** A socket of the user, from now on. */
    public ChatSocket open(Login user) {
        return ChatSocket.open(http, URI.create("ws" + address.toString().substring("http".length())), user, trace);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
