package chat.parley.deploy.fault.load;

import chat.parley.deploy.CannotRun;
import chat.parley.deploy.client.Answer;
import chat.parley.deploy.fault.history.Message;
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
import java.util.UUID;

/** The HTTP side of {@code v1}. */
public final class V1Api implements AutoCloseable {

    public static final String PASSWORD = "Correct-h0rse-battery";

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** An exchange of tokens is repeated while the service still gives the same answer, for 10 s. */
    private static final Duration REFRESH_PATIENCE = Duration.ofSeconds(3);

    private static final int PAGE = 100;

    private final URI address;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    public V1Api(URI address) {
        this.address = address;
    }

    public Person signUp(String username) throws IOException {
        var body = new JsonObject().put("username", username).put("password", PASSWORD);
        return person(call("POST", "/api/v1/accounts", null, body).expect(201));
    }

    public Answer logIn(String username, String password) throws IOException {
        var body = new JsonObject().put("username", username).put("password", password);
        return call("POST", "/api/v1/tokens", null, body);
    }

    public static Person person(Answer tokens) {
        var user = tokens.json().getJsonObject("user");
        return new Person(user.getString("username"), UUID.fromString(user.getString("id")), tokens(tokens));
    }

    static Tokens tokens(Answer tokens) {
        var t = tokens.json();
        return Tokens.of(t.getString("access_token"), t.getString("refresh_token"));
    }

    public Answer refresh(String refreshToken) throws IOException {
        var body = new JsonObject().put("refresh_token", refreshToken);
        return call("POST", "/api/v1/tokens/refresh", null, body, REFRESH_PATIENCE);
    }

    /** @return the id of the conversation of the two */
    public UUID converse(Person one, Person other) throws IOException {
        var answer = call(
                "POST",
                "/api/v1/conversations",
                one.access(),
                new JsonObject().put("with", other.id().toString()));
        if (answer.status() != 200) {
            answer.expect(201);
        }
        return UUID.fromString(answer.json().getString("id"));
    }

    public Answer send(String access, UUID conversation, UUID clientId, String body) throws IOException {
        return call(
                "POST",
                "/api/v1/conversations/" + conversation + "/messages",
                access,
                new JsonObject().put("client_id", clientId.toString()).put("body", body));
    }

    /** Everything that was said, page by page, as it was answered. */
    public List<Message> history(Person reader, UUID conversation) throws IOException {
        return messages(reader, conversation, 0, Long.MAX_VALUE);
    }

    /** Those from {@code from} to {@code to}, both included. */
    public List<Message> messages(Person reader, UUID conversation, long from, long to) throws IOException {
        var messages = new ArrayList<Message>();
        for (var after = Math.max(0, from - 1);
                after < to;
                after = messages.getLast().seq()) {
            var items = page(reader, conversation, after);
            items.stream().filter(message -> message.seq() <= to).forEach(messages::add);
            if (items.size() < PAGE || messages.isEmpty()) {
                return messages;
            }
        }
        return messages;
    }

    private List<Message> page(Person reader, UUID conversation, long after) throws IOException {
        var path = "/api/v1/conversations/%s/messages?after=%d&limit=%d".formatted(conversation, after, PAGE);
        return call("GET", path, reader.access(), null).expect(200).json().getJsonArray("items").stream()
                .map(item -> V1Link.message((JsonObject) item))
                .toList();
    }

    /**
     * @param access null for nobody
     * @param body null for none
     * @throws IOException when there is no answer
     */
    public Answer call(String method, String path, String access, JsonObject body) throws IOException {
        return call(method, path, access, body, PATIENCE);
    }

    private Answer call(String method, String path, String access, JsonObject body, Duration patience)
            throws IOException {
        var request = HttpRequest.newBuilder(address.resolve(path)).timeout(patience);
        if (access != null) {
            request.header("Authorization", "Bearer " + access);
        }
        if (body == null) {
            request.method(method, BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json").method(method, BodyPublishers.ofString(body.encode()));
        }
        try {
            var response = http.send(request.build(), BodyHandlers.ofString());
            return new Answer(method + " " + path, response.statusCode(), response.body());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw CannotRun.because("%s %s was interrupted.", method, path);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
