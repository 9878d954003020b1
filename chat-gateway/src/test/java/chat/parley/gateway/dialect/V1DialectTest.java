package chat.parley.gateway.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.common.chat.ChatMessage;
import chat.parley.common.chat.Command;
import chat.parley.common.chat.Target;
import chat.parley.common.event.FriendshipEvent;
import chat.parley.common.event.FriendshipState;
import chat.parley.common.event.Person;
import chat.parley.common.event.UserEvent.NotificationCreated;
import chat.parley.common.http.PublicUrl;
import chat.parley.gateway.delivery.Event;
import chat.parley.gateway.delivery.Frame;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every frame has an example file. */
class V1DialectTest {

    private static final Path FRAMES = Path.of("src/test/resources/frames/v1");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant AT = Instant.parse("2026-11-20T23:51:18.450850Z");
    private static final String CURSOR = "AQAGRBEK0bXkAAABDTtPjlWqXisq3q2-7w";

    private static final UUID CONVERSATION = UUID.fromString("0d3b4f8e-55aa-5e2b-9b7e-30e1a3f1c401");
    private static final UUID ANNA = UUID.fromString("7e6b0f3c-2a53-4b7e-9d0c-52f7ad5f6a01");
    private static final UUID BEN = UUID.fromString("91f0f8f2-5f0e-4c0f-8a3e-0d6f2f4e6b02");
    private static final UUID MESSAGE = UUID.fromString("0b9b6f0e-65a5-4f6c-8f0a-8a2a4f1f0d01");
    private static final UUID CLIENT_ID = UUID.fromString("6f1c8f52-6a36-4d0f-8a43-5b9d5d2f7a10");
    private static final UUID FILE = UUID.fromString("2a7d1f0c-9a61-4f6e-8f55-3a0f1c9b6d20");
    private static final UUID FRIENDSHIP = UUID.fromString("3f1c2a7e-5b7d-4c55-9a55-0f9a3f4b7c11");
    private static final UUID NOTIFICATION = UUID.fromString("0199f3aa-52c3-7b10-9e0f-0c4f5d3e2a11");

    private final V1Dialect dialect = new V1Dialect(new PublicUrl(URI.create("http://127.0.0.1:8000")));

    static Stream<Map.Entry<String, ClientFrame>> clientFrames() {
        var conversation = new Target.OfConversation(CONVERSATION);
        return Map.<String, ClientFrame>of(
                "send-to-conversation", ask(conversation, new Command.Send(CLIENT_ID, "See you at eight?", List.of())),
                "send-to-user", ask(new Target.OfUser(BEN), new Command.Send(CLIENT_ID, "Hello", List.of())),
                "send-with-attachments", ask(conversation, new Command.Send(CLIENT_ID, "", List.of(FILE))),
                "read", ask(conversation, new Command.MarkRead(42)),
                "typing", ask(conversation, new Command.Typing(true)),
                "resume", new ClientFrame.Resume(CURSOR),
                "auth", new ClientFrame.Authenticate("eyJhbGciOiJSUzI1NiJ9.e30.c2ln"),
                "ping", new ClientFrame.Ping())
                .entrySet()
                .stream();
    }

    private static ClientFrame ask(Target target, Command command) {
        return new ClientFrame.Ask(target, command);
    }

    @ParameterizedTest
    @MethodSource("clientFrames")
    void whatAClientSaysIsUnderstood(Map.Entry<String, ClientFrame> frame) throws IOException {
        assertThat(dialect.decode(Files.readString(FRAMES.resolve("client/" + frame.getKey() + ".json"))))
                .isEqualTo(frame.getValue());
    }

    static Stream<Map.Entry<String, Event>> events() {
        var ben = new Person(BEN, 7, "ben", "ben@example.org", "Ben", "", null, null, "online", 1);
        var anna = new Person(ANNA, 1, "anna", null, "", "", null, null, "online", 1);
        var friendship = new FriendshipState(FRIENDSHIP, 3, ben, anna, "pending", "pending", AT, 1);
        var events = new HashMap<String, Event>();
        events.put("hello", new Event.Control.Opened(MESSAGE, ANNA, 15, CURSOR));
        events.put("ack", new Event.SendAccepted(CLIENT_ID, CONVERSATION, 42, MESSAGE, AT));
        events.put(
                "refused",
                new Event.Refused(CLIENT_ID, "client-id-reused", "Another message was sent under this client id."));
        events.put("refused-without-client-id", new Event.Refused(null, "unknown-op", "There is no such op."));
        events.put("receipt", new Event.ReceiptAdvanced(CONVERSATION, BEN, 42, 40, List.of(), AT));
        events.put("typing", new Event.TypingChanged(CONVERSATION, BEN, true));
        events.put("presence", new Event.PresenceChanged(BEN, 7, "away", null));
        events.put("presence-offline", new Event.PresenceChanged(BEN, 7, "offline", AT));
        events.put(
                "friendship",
                new Event.FriendshipChanged(new FriendshipEvent.FriendshipRequested(friendship, AT), ANNA));
        events.put(
                "friendship-removed",
                new Event.FriendshipChanged(new FriendshipEvent.FriendshipRemoved(friendship, BEN, AT), ANNA));
        events.put("notification", new Event.NotificationCreated(notification(ben, anna)));
        events.put("gap", new Event.Control.LeftOut(CONVERSATION, 17, 90210));
        events.put("caught-up", new Event.Control.CaughtUp(CURSOR));
        events.put("token-expiring", new Event.Control.TokenExpiring(60));
        events.put("reconnect", new Event.Control.GoingAway(1730));
        events.put("pong", new Event.Control.Alive());
        return events.entrySet().stream();
    }

    @ParameterizedTest
    @MethodSource("events")
    void everyEventIsWrittenAsItsExampleSays(Map.Entry<String, Event> event) throws IOException {
        var written = dialect.encode(event.getValue());

        assertThat(written).hasSize(1);
        assertThat(JSON.readTree(written.getFirst())).isEqualTo(example(event.getKey()));
    }

    @Test
    void everyExampleHasATest() throws IOException {
        try (var files = Files.list(FRAMES.resolve("server"))) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".json", "")))
                    .containsExactlyInAnyOrderElementsOf(
                            Stream.concat(events().map(Map.Entry::getKey), Stream.of("message"))
                                    .toList());
        }
    }

    @Test
    void messageIsWrittenOnceAndCarriesTheCursorOfEachSocket() throws IOException {
        var shared = Frame.of(dialect.encode(new Event.MessagePosted(message("See you at eight?")))
                .getFirst());

        var own = dialect.withCursor(shared, CURSOR);

        assertThat(JSON.readTree(own.text())).isEqualTo(example("message"));
        assertThat(own).isEqualTo(Frame.of(own.text()));
    }

    @Test
    void bytesOfAFrameAreCountedAsTheyAreWritten() {
        var shared = Frame.of(
                dialect.encode(new Event.MessagePosted(message("Grüße, 👋"))).getFirst());

        var own = dialect.withCursor(shared, CURSOR);

        assertThat(own).isEqualTo(Frame.of(own.text()));
    }

    @Test
    void onlineFriendsAreAFrameEach() {
        var friends = List.of(
                new Event.PresenceChanged(ANNA, 1, "online", null), new Event.PresenceChanged(BEN, 7, "busy", null));

        assertThat(dialect.encode(new Event.OnlineFriends(3, friends))).hasSize(2);
        assertThat(dialect.encode(new Event.OnlineFriends(3, List.of()))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "                                       | malformed-json",
                "null                                   | malformed-json",
                "7                                      | malformed-json",
                "\"ping\"                               | malformed-json",
                "[{\"op\":\"ping\"}]                    | malformed-json",
                "{\"op\":\"ping\"                       | malformed-json",
                "{\"op\":\"ping\"}x                     | malformed-json",
                "{\"op\":\"ping\"}{\"op\":\"ping\"}     | malformed-json",
                "{\"op\":\"ping\",\"op\":\"send\"}      | malformed-json",
                "{'op':'ping'}                          | malformed-json",
                "{\"op\":\"a\",\"b\":NaN}               | malformed-json",
                "{}                                     | invalid-request",
                "{\"op\":null}                          | invalid-request",
                "{\"op\":[\"ping\"]}                    | invalid-request",
                "{\"op\":\"PING\"}                      | unknown-op",
                "{\"op\":\"resume\"}                    | invalid-request",
                "{\"op\":\"resume\",\"cursor\":7}       | invalid-request",
                "{\"op\":\"auth\",\"token\":null}       | invalid-request",
                "{\"op\":\"read\",\"conversation\":\"0d3b4f8e-55aa-5e2b-9b7e-30e1a3f1c401\"}                  | invalid-request",
                "{\"op\":\"read\",\"conversation\":\"0d3b4f8e-55aa-5e2b-9b7e-30e1a3f1c401\",\"seq\":0}        | invalid-request",
                "{\"op\":\"read\",\"conversation\":\"0d3b4f8e-55aa-5e2b-9b7e-30e1a3f1c401\",\"seq\":1.5}      | invalid-request",
                "{\"op\":\"read\",\"conversation\":\"0d3b4f8e-55aa-5e2b-9b7e-30e1a3f1c401\",\"seq\":9223372036854775808} | invalid-request",
                "{\"op\":\"read\",\"conversation\":\"1-1-1-1-1\",\"seq\":1}                                   | invalid-request",
                "{\"op\":\"typing\",\"conversation\":\"0d3b4f8e-55aa-5e2b-9b7e-30e1a3f1c401\",\"on\":\"true\"} | invalid-request",
            })
    void whatMakesNoSenseIsRefused(String text, String code) {
        assertThat(dialect.decode(text == null ? "" : text))
                .isInstanceOfSatisfying(
                        ClientFrame.Invalid.class,
                        refused -> assertThat(refused.code()).isEqualTo(code));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"conversation\":\"0d3b4f8e-55aa-5e2b-9b7e-30e1a3f1c401\",\"to\":\"91f0f8f2-5f0e-4c0f-8a3e-0d6f2f4e6b02\",\"body\":\"a\"",
                "\"body\":\"a\"",
                "\"to\":\"ben\",\"body\":\"a\"",
                "\"to\":7,\"body\":\"a\"",
                "\"to\":\"91f0f8f2-5f0e-4c0f-8a3e-0d6f2f4e6b02\",\"body\":7",
                "\"to\":\"91f0f8f2-5f0e-4c0f-8a3e-0d6f2f4e6b02\",\"body\":{\"a\":1}",
                "\"to\":\"91f0f8f2-5f0e-4c0f-8a3e-0d6f2f4e6b02\",\"body\":\"\\ud83d\"",
                "\"to\":\"91f0f8f2-5f0e-4c0f-8a3e-0d6f2f4e6b02\",\"body\":\"a\",\"attachments\":\"x\"",
                "\"to\":\"91f0f8f2-5f0e-4c0f-8a3e-0d6f2f4e6b02\",\"body\":\"a\",\"attachments\":[7]",
            })
    void sendThatMakesNoSenseIsRefusedUnderItsClientId(String rest) {
        assertThat(dialect.decode("{\"op\":\"send\",\"client_id\":\"" + CLIENT_ID + "\"," + rest + "}"))
                .isInstanceOfSatisfying(ClientFrame.Invalid.class, refused -> {
                    assertThat(refused.code()).isEqualTo("invalid-request");
                    assertThat(refused.clientId()).isEqualTo(CLIENT_ID);
                });
    }

    @Test
    void sendWithoutAClientIdIsRefused() {
        assertThat(dialect.decode("{\"op\":\"send\",\"to\":\"" + BEN + "\",\"body\":\"a\"}"))
                .isInstanceOfSatisfying(
                        ClientFrame.Invalid.class,
                        refused -> assertThat(refused.code()).isEqualTo("client-id-missing"));
    }

    @Test
    void frameAsDeepAsItMayBeLargeIsRefused() {
        assertThat(dialect.decode("{\"op\":\"ping\",\"a\":" + "[".repeat(60_000)))
                .isInstanceOfSatisfying(
                        ClientFrame.Invalid.class,
                        refused -> assertThat(refused.code()).isEqualTo("malformed-json"));
    }

    /** Whatever a frame is made into by chance, decoding it ends, and without an exception. */
    @Test
    void framesChangedByChanceAreUnderstoodOrRefused() throws IOException {
        var random = new Random(3);
        try (var files = Files.list(FRAMES.resolve("client"))) {
            for (var file : files.toList()) {
                var frame = Files.readString(file);
                for (int i = 0; i < 2_000; i++) {
                    var changed = new StringBuilder(frame);
                    for (int changes = random.nextInt(1, 5); changes > 0; changes--) {
                        changed.setCharAt(random.nextInt(changed.length()), (char) random.nextInt(1, 256));
                    }
                    assertThat(dialect.decode(changed.toString())).isNotNull();
                }
            }
        }
    }

    @Test
    void ticketIsAmongTheProtocols() {
        assertThat(credentials(null, "parley.v1, parley.ticket.abc-_1").ticket())
                .isEqualTo("abc-_1");
        assertThat(credentials(null, "parley.v1,parley.ticket.abc").ticket()).isEqualTo("abc");
        assertThat(credentials(null, "parley.v1").ticket()).isNull();
        assertThat(credentials(null, null).ticket()).isNull();
        assertThat(credentials("Bearer token", "parley.v1, parley.ticket.abc"))
                .isEqualTo(new Credentials("token", null));
    }

    private Credentials credentials(String authorization, String protocols) {
        return dialect.credentials(
                header -> header.equals("Authorization") ? authorization : protocols, parameter -> "never looked at");
    }

    private static NotificationCreated notification(Person sender, Person recipient) {
        return new NotificationCreated(
                NOTIFICATION,
                31,
                ANNA,
                sender,
                "friend_request",
                "ben sent you a friend request.",
                FRIENDSHIP,
                AT,
                recipient,
                null,
                List.of(),
                null);
    }

    private static ChatMessage message(String body) {
        var file = new ChatMessage.Attachment(
                FILE,
                "notes.txt",
                1536,
                "text/plain",
                "/mediafiles/attachments/2026/11/20/" + FILE + ".txt?expires=1&signature=abc",
                AT);
        return new ChatMessage(
                CONVERSATION, 42, MESSAGE, 1, CLIENT_ID, "direct", ANNA, "anna", BEN, null, body, List.of(file), AT);
    }

    private static JsonNode example(String name) throws IOException {
        return JSON.readTree(Files.readString(FRAMES.resolve("server/" + name + ".json")));
    }
}
