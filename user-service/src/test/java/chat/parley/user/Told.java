package chat.parley.user;

import chat.parley.common.chat.ChatKeys;
import chat.parley.common.event.AuthEvent;
import chat.parley.common.event.Event;
import chat.parley.common.event.Json;
import chat.parley.common.event.UserEvent;
import chat.parley.common.stream.Streams;
import chat.parley.common.testing.Patience;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;

/** What services tell one another, over the real streams: the others' part, and what came from us. */
@ApplicationScoped
public class Told {

    private final Streams streams;

    public Told(Streams streams) {
        this.streams = streams;
    }

    /** As another service's relay does it. */
    public void tell(String stream, Event event) {
        tell(stream, UUID.randomUUID(), event);
    }

    public void tell(String stream, UUID id, Event event) {
        streams.append(stream, Map.of("id", id.toString(), "data", Json.write(event)))
                .await()
                .atMost(Patience.LIMIT);
    }

    /** Signs the user up, and waits until they have a profile. */
    public User registered(User user) {
        return registered(user, null);
    }

    public User registered(User user, String avatar) {
        tell(AuthEvent.STREAM, user.registered(avatar));
        Awaitility.await().until(() -> profilesOf(user).size() == 1);
        return user;
    }

    /** Everything we told, oldest first. */
    public List<UserEvent> events() {
        return streams.read(UserEvent.STREAM, "0", 10_000, Duration.ofMillis(1)).stream()
                .map(entry -> Json.read(entry.fields().get("data"), UserEvent.class))
                .toList();
    }

    public List<UserEvent.ProfileChanged> profilesOf(User user) {
        return events().stream()
                .filter(UserEvent.ProfileChanged.class::isInstance)
                .map(UserEvent.ProfileChanged.class::cast)
                .filter(changed -> changed.person().userId().equals(user.id()))
                .toList();
    }

    public List<UserEvent.NotificationCreated> notificationsOf(User user) {
        return events().stream()
                .filter(UserEvent.NotificationCreated.class::isInstance)
                .map(UserEvent.NotificationCreated.class::cast)
                .filter(created -> created.recipientId().equals(user.id()))
                .toList();
    }

    /** As a gateway node does it that holds a socket of the user. */
    public void online(User user) {
        streams.ask(Request.cmd(Command.ZADD)
                .arg(ChatKeys.online(user.id()))
                .arg(Instant.now().plus(Duration.ofMinutes(10)).toEpochMilli())
                .arg("node"));
    }

    public static RequestSpecification asSocial(User user) {
        return RestAssured.given().auth().preemptive().oauth2(user.socialToken());
    }

    public static RequestSpecification as(User user) {
        return RestAssured.given().auth().preemptive().oauth2(user.token());
    }
}
