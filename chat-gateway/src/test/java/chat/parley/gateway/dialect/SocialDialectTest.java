package chat.parley.gateway.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.common.event.FriendshipState;
import chat.parley.common.event.Person;
import chat.parley.common.event.UserEvent.NotificationCreated;
import chat.parley.common.http.PublicUrl;
import chat.parley.gateway.delivery.Event;
import chat.parley.gateway.delivery.Event.PresenceChanged;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every frame has an example file. */
class SocialDialectTest {

    private static final Path FRAMES = Path.of("src/test/resources/frames/social/server");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant AT = Instant.parse("2026-11-20T23:51:18.450850Z");

    private static final Person ANNA = person("7e6b0f3c-2a53-4b7e-9d0c-52f7ad5f6a01", 1, "anna", "anna@example.org");
    private static final Person BEN = person("91f0f8f2-5f0e-4c0f-8a3e-0d6f2f4e6b02", 7, "ben", null);

    private final SocialDialect dialect = new SocialDialect(new PublicUrl(URI.create("http://127.0.0.1:8000")));

    @Test
    void usersWhoAreOnlineAreThereByTheirNumbersInOrderAndTheUserIsOneOfThem() throws IOException {
        var friends = List.of(shown(12, "busy"), shown(1, "online"));

        assertThat(dialect.encode(new Event.OnlineFriends(7, friends))).containsExactly(example("group-users"));
    }

    @Test
    void userWithoutFriendsIsAlone() {
        assertThat(dialect.encode(new Event.OnlineFriends(7, List.of())))
                .containsExactly("{\"type\":\"group_users\",\"users\":[7]}");
    }

    @Test
    void statusIsToldByTheNumber() throws IOException {
        assertThat(dialect.encode(shown(7, "away"))).containsExactly(example("status-update"));
    }

    @Test
    void notificationHasTheNameOfItsSender() throws IOException {
        assertThat(dialect.encode(new Event.NotificationCreated(friendRequest(ANNA))))
                .containsExactly(example("notification"));
    }

    @Test
    void senderWithoutAnEmailIsNamedByUsername() throws IOException {
        assertThat(dialect.encode(new Event.NotificationCreated(message(BEN))))
                .containsExactly(example("notification-of-message"));
    }

    @Test
    void nobodyInParticularHasNoName() throws IOException {
        var frame = dialect.encode(new Event.NotificationCreated(message(null))).getFirst();

        assertThat(JSON.readTree(frame).at("/notification/sender").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{}", "[]", "hello", "{\"type\":\"group_users\"}"})
    void whateverTheClientSaysMeansNothing(String text) {
        assertThat(dialect.decode(text)).isEqualTo(new ClientFrame.Nothing());
    }

    @Test
    void nothingElseIsSpokenOf() {
        assertThat(dialect.encode(new Event.Refused(null, "unavailable", "Try again.")))
                .isEmpty();
        assertThat(dialect.encode(new Event.TokensRenewed("a", "b"))).isEmpty();
        assertThat(dialect.encode(
                        new Event.SendAccepted(UUID.randomUUID(), UUID.randomUUID(), 1, UUID.randomUUID(), AT)))
                .isEmpty();
    }

    private static NotificationCreated friendRequest(Person sender) {
        var request = new FriendshipState(UUID.randomUUID(), 12, sender, BEN, "pending", "pending", AT, 1);
        return new NotificationCreated(
                UUID.randomUUID(),
                31,
                BEN.userId(),
                sender,
                "friend_request",
                "anna sent you a friend request.",
                request.id(),
                AT,
                BEN,
                request,
                List.of(BEN.userId()));
    }

    private static NotificationCreated message(Person sender) {
        return new NotificationCreated(
                UUID.randomUUID(),
                32,
                ANNA.userId(),
                sender,
                "message",
                "ben sent you a message.",
                null,
                AT,
                ANNA,
                null,
                List.of());
    }

    private static PresenceChanged shown(long number, String status) {
        return new PresenceChanged(UUID.randomUUID(), number, status, null);
    }

    private static Person person(String id, long number, String username, String email) {
        return new Person(
                UUID.fromString(id),
                number,
                username,
                email,
                "",
                "",
                email == null ? null : "/media/avatars/a.jpg",
                null,
                "online",
                1);
    }

    /** In the order in which it is documented. */
    private static String example(String name) throws IOException {
        return JSON.readTree(Files.readString(FRAMES.resolve(name + ".json"))).toString();
    }
}
