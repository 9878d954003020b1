package chat.parley.deploy.system;

import static org.awaitility.Awaitility.await;

import chat.parley.common.testing.Patience;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A socket of {@code social}: who is online, and what came into the inbox. */
final class SocialSocket implements AutoCloseable {

    private static final Duration SOON = Patience.LIMIT;

    private final TextSocket socket;

    private SocialSocket(TextSocket socket) {
        this.socket = socket;
    }

    /** Opens one, and waits for its first frame. */
    static SocialSocket open(URI address, String access) {
        var opened = new SocialSocket(TextSocket.open(address, "/ws/main/", access));
        await().atMost(SOON).until(() -> !opened.socket.frames().isEmpty());
        return opened;
    }

    /** Who was online at first; the frame that must come before all others. */
    List<Long> groupUsers() {
        var first = frames().getFirst();
        if (!first.getString("type").equals("group_users")) {
            throw new AssertionError("the first frame is " + first);
        }
        return first.getJsonArray("users").stream()
                .map(id -> ((Number) id).longValue())
                .toList();
    }

    /** What was told of this user's status, in order; the same told twice is once. */
    List<String> statusesOf(long user) {
        return frames().stream()
                .filter(frame -> frame.getString("type").equals("status_update"))
                .filter(frame -> frame.getLong("user_id") == user)
                .map(frame -> frame.getString("status"))
                .reduce(List.of(), SocialSocket::andUnlessRepeated, (some, _) -> some);
    }

    private static List<String> andUnlessRepeated(List<String> some, String another) {
        if (!some.isEmpty() && some.getLast().equals(another)) {
            return some;
        }
        return Stream.concat(some.stream(), Stream.of(another)).toList();
    }

    Optional<String> lastStatusOf(long user) {
        return statusesOf(user).reversed().stream().findFirst();
    }

    void awaitStatus(long user, String status, Duration atMost) {
        await().atMost(atMost)
                .until(() ->
                        lastStatusOf(user).filter(Predicate.isEqual(status)).isPresent());
    }

    void awaitStatus(long user, String status) {
        awaitStatus(user, status, SOON);
    }

    /** The notifications so far, of this type. */
    List<JsonObject> notifications(String type) {
        return frames().stream()
                .filter(frame -> frame.getString("type").equals("notification"))
                .map(frame -> frame.getJsonObject("notification"))
                .filter(notification ->
                        notification.getString("notification_type").equals(type))
                .toList();
    }

    JsonObject awaitNotification(String type) {
        await().atMost(SOON).until(() -> !notifications(type).isEmpty());
        return notifications(type).getLast();
    }

    int closeCode() {
        return socket.closed().orTimeout(SOON.toSeconds(), TimeUnit.SECONDS).join();
    }

    void send(String text) {
        socket.send(text);
    }

    private List<JsonObject> frames() {
        return socket.frames().stream().map(JsonObject::new).toList();
    }

    @Override
    public void close() {
        socket.close();
    }
}
