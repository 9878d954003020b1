package chat.parley.gateway.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.common.chat.ChatMessage;
import chat.parley.common.chat.Command;
import chat.parley.common.chat.Target;
import chat.parley.common.event.FriendshipEvent;
import chat.parley.common.event.FriendshipState;
import chat.parley.common.event.Person;
import chat.parley.common.http.PublicUrl;
import chat.parley.gateway.delivery.Event;
import chat.parley.gateway.session.SocketConfig;
import chat.parley.gateway.testing.Settings;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every frame has an example file; the frames of one kind are told apart by what is in them. */
class FriendshipDialectTest {

    private static final Path FRAMES = Path.of("src/test/resources/frames/friendship");
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final UUID CHANNEL = UUID.fromString("3f1c2a7e-5b7d-4c55-9a55-0f9a3f4b7c11");
    private static final UUID MESSAGE = UUID.fromString("0b9b6f0e-65a5-4f6c-8f0a-8a2a4f1f0d01");
    private static final UUID ANNA = UUID.fromString("7e6b0f3c-2a53-4b7e-9d0c-52f7ad5f6a01");
    private static final UUID BEN = UUID.fromString("91f0f8f2-5f0e-4c0f-8a3e-0d6f2f4e6b02");
    private static final UUID FILE = UUID.fromString("c2a1c7de-2f0b-4a6e-9a3d-2a4f5a6b7c03");
    private static final Target IN_CHANNEL = new Target.OfFriendship(CHANNEL);

    private final FriendshipDialect dialect = new FriendshipDialect(
            new PublicUrl(URI.create("http://127.0.0.1:8000")), Settings.defaults(SocketConfig.class));

    @Test
    void messageIsASend() {
        assertThat(decodeFile("message")).isInstanceOfSatisfying(ClientFrame.Ask.class, ask -> {
            assertThat(ask.target()).isEqualTo(IN_CHANNEL);
            assertThat(ask.command()).isInstanceOfSatisfying(Command.Send.class, send -> {
                assertThat(send.clientId()).isNotNull();
                assertThat(send.body()).isEqualTo("Hello, Ben");
                assertThat(send.attachments()).isEmpty();
            });
        });
    }

    @Test
    void clientMayChooseTheIdUnderWhichItRepeats() {
        var id = UUID.fromString("5d3c0d5e-9f56-4b55-8f2c-6f0c2d1b3a44");

        assertThat(decodeFile("message-with-client-id"))
                .isEqualTo(new ClientFrame.Ask(IN_CHANNEL, new Command.Send(id, "Hello, Ben", List.of())));
    }

    @Test
    void mediaIsBase64OrADataUrlUnderTheNameOfTheFile() {
        assertThat(decodeFile("message-with-media")).isInstanceOfSatisfying(ClientFrame.SendFiles.class, send -> {
            assertThat(send.target()).isEqualTo(IN_CHANNEL);
            assertThat(send.body()).isEmpty();
            assertThat(send.files()).extracting(ClientFrame.File::name).containsExactly("a.txt", "b.png");
            assertThat(send.files().getFirst().content())
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo("hello");
            assertThat(send.files().getLast().content()).containsExactly(0x89, 'P', 'N', 'G');
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"notification-seen", "notification-seen-by-message-id"})
    void seenNamesTheMessage(String file) {
        assertThat(decodeFile(file)).isEqualTo(new ClientFrame.Ask(IN_CHANNEL, new Command.MarkMessageRead(MESSAGE)));
    }

    @Test
    void everyClientExampleIsTested() throws IOException {
        assertThat(examples("client"))
                .containsExactlyInAnyOrder(
                        "message",
                        "message-with-client-id",
                        "message-with-media",
                        "notification-seen",
                        "notification-seen-by-message-id");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {                                                          | Invalid JSON format
            ``                                                         | Invalid JSON format
            hello                                                      | Invalid JSON format
            []                                                         | Invalid JSON format
            null                                                       | Invalid JSON format
            {}                                                         | Unknown message type.
            {"type":"lobby"}                                           | Unknown message type.
            {"type":7}                                                 | Unknown message type.
            {"type":"friendship","payload":"x"}                        | Unknown channel.
            {"type":"friendship","channel":"7","payload":"x"}          | Unknown channel.
            {"type":"friendship","channel":{},"payload":"x"}           | Unknown channel.
            {"type":"friendship","channel":"CH"}                       | The message is empty.
            {"type":"friendship","channel":"CH","payload":" "}         | The message is empty.
            {"type":"friendship","channel":"CH","payload":null}        | The message is empty.
            {"type":"friendship","channel":"CH","payload":"","media":[]} | The message is empty.
            {"type":"friendship","channel":"CH","payload":5}           | The payload must be text.
            {"type":"friendship","channel":"CH","payload":"x","client_id":"1"} | The client_id must be a UUID.
            {"type":"friendship","channel":"CH","payload":"x","media":"y"} | The media must be a list of {"<file name>": "<base64>"}.
            {"type":"friendship","channel":"CH","payload":"x","media":[{"a":"%"}]} | The media must be a list of {"<file name>": "<base64>"}.
            {"type":"friendship","channel":"CH","payload":"x","media":[{"a":"data:,x"}]} | The media must be a list of {"<file name>": "<base64>"}.
            {"type":"friendship_notification_seen","channel":"CH"}     | Unknown message.
            """)
    void whatMakesNoSenseIsToldSo(String frame, String sentence) {
        assertThat(dialect.decode(frame.replace("CH", CHANNEL.toString())))
                .isEqualTo(new ClientFrame.Malformed(sentence));
    }

    @Test
    void deeplyNestedJsonIsInvalidAndHarmless() {
        assertThat(dialect.decode("[".repeat(60_000))).isEqualTo(new ClientFrame.Malformed("Invalid JSON format"));
        assertThat(dialect.decode("{\"a\":".repeat(60_000)))
                .isEqualTo(new ClientFrame.Malformed("Invalid JSON format"));
    }

    @Test
    void moreFilesThanAllowedAreRefused() {
        var media = Stream.generate(() -> "{\"a\":\"aGk=\"}").limit(11).collect(Collectors.joining(","));

        assertThat(dialect.decode(
                        "{\"type\":\"friendship\",\"channel\":\"" + CHANNEL + "\",\"media\":[" + media + "]}"))
                .isEqualTo(new ClientFrame.Malformed("At most 10 files can come with a message."));
    }

    @Test
    void textTooLongForAMessageIsRefused() {
        var frame =
                "{\"type\":\"friendship\",\"channel\":\"" + CHANNEL + "\",\"payload\":\"" + "x".repeat(65_537) + "\"}";

        assertThat(dialect.decode(frame)).isEqualTo(new ClientFrame.Malformed("The message is too long."));
    }

    @Test
    void everyEventIsWrittenAsItsExample() throws IOException {
        var written = new HashSet<String>();
        for (var expected : serverExamples().entrySet()) {
            var frames = dialect.encode(expected.getValue());

            assertThat(frames).as(expected.getKey()).hasSize(1);
            assertThat(JSON.readTree(frames.getFirst())).as(expected.getKey()).isEqualTo(example(expected.getKey()));
            written.add(expected.getKey());
        }
        assertThat(written).isEqualTo(examples("server"));
    }

    @Test
    void keysComeInTheDocumentedOrder() throws IOException {
        var frame = dialect.encode(serverExamples().get("message")).getFirst();

        assertThat(frame).isEqualTo(JSON.writeValueAsString(example("message")));
    }

    @Test
    void everyKindOfFrameHasAnExample() {
        var exampled = Map.of(
                FriendshipFrame.Message.class, Set.of("message", "received", "seen"),
                FriendshipFrame.Friendship.class, Set.of("friendship"),
                FriendshipFrame.Tokens.class, Set.of("token"),
                FriendshipFrame.Refused.class, Set.of("error"));

        assertThat(FriendshipFrame.class.getPermittedSubclasses())
                .containsExactlyInAnyOrderElementsOf(exampled.keySet());
        assertThat(exampled.values().stream().flatMap(Set::stream))
                .containsExactlyInAnyOrderElementsOf(serverExamples().keySet());
    }

    @Test
    void whatThisDialectDoesNotSpeakOfIsKeptSilent() {
        assertThat(dialect.encode(new Event.SendAccepted(MESSAGE, CHANNEL, 1, MESSAGE, Instant.EPOCH)))
                .isEmpty();
        assertThat(dialect.encode(new Event.FileAnnounced(message(CHANNEL)))).isEmpty();
    }

    @Test
    void conversationWithoutAFriendshipHasNoChannelHere() {
        var message = message(null);

        assertThat(dialect.encode(new Event.MessagePosted(message))).isEmpty();
        assertThat(dialect.encode(receipt(List.of(message), 1, 0, Instant.EPOCH)))
                .isEmpty();
    }

    @Test
    void receiptTellsOfEachMessage() {
        assertThat(dialect.encode(receipt(List.of(message(CHANNEL), message(CHANNEL)), 1, 0, Instant.EPOCH)))
                .hasSize(2);
    }

    @Test
    void tokensComeInHeadersOrForBrowsersInTheQuery() {
        var headers = Map.of("Authorization", "bearer  a.b.c ", "refresh", "r");
        var query = Map.of("token", "x", "refresh", "y");

        assertThat(dialect.credentials(headers::get, query::get))
                .extracting(Credentials::access, Credentials::refresh)
                .containsExactly("a.b.c", "r");
        assertThat(dialect.credentials(_ -> null, query::get))
                .extracting(Credentials::access, Credentials::refresh)
                .containsExactly("x", "y");
        assertThat(dialect.credentials(_ -> null, _ -> null))
                .extracting(Credentials::access, Credentials::refresh)
                .containsExactly(null, null);
    }

    private static Map<String, Event> serverExamples() {
        var messages = List.of(message(CHANNEL));
        return Map.of(
                "message", new Event.MessagePosted(messages.getFirst()),
                "received", receipt(messages, 1, 0, Instant.parse("2026-11-20T23:51:19.000001Z")),
                "seen", receipt(messages, 0, 1, Instant.parse("2026-11-20T23:51:20Z")),
                "friendship", new Event.FriendshipChanged(friendship(), UUID.randomUUID()),
                "token", new Event.TokensRenewed("eyJhbGciOiJSUzI1NiJ9.new-access", "eyJhbGciOiJSUzI1NiJ9.new-refresh"),
                "error", new Event.Refused(null, "malformed", "Invalid JSON format"));
    }

    private static ChatMessage message(UUID friendship) {
        return new ChatMessage(
                UUID.randomUUID(),
                1,
                MESSAGE,
                35,
                UUID.randomUUID(),
                "direct",
                ANNA,
                "anna",
                BEN,
                friendship,
                "Hello, Ben",
                List.of(new ChatMessage.Attachment(
                        FILE,
                        "b.png",
                        4,
                        "image/png",
                        "/mediafiles/attachments/2026/11/20/" + FILE + ".png?expires=1795305078&signature=abc",
                        Instant.parse("2026-11-20T23:51:17Z"))),
                Instant.parse("2026-11-20T23:51:18.450850Z"));
    }

    private static Event receipt(List<ChatMessage> messages, long delivered, long read, Instant at) {
        return new Event.ReceiptAdvanced(UUID.randomUUID(), BEN, delivered, read, messages, at);
    }

    private static FriendshipEvent.OfFriendship friendship() {
        var state = new FriendshipState(
                CHANNEL,
                1,
                new Person(
                        ANNA,
                        1,
                        "anna",
                        "anna@example.org",
                        "Anna",
                        "Arden",
                        "/media/avatars/x7.png",
                        null,
                        "online",
                        1),
                new Person(BEN, 2, "ben", null, "", "", null, null, "online", 1),
                "pending",
                "accepted",
                Instant.parse("2026-11-20T10:00:00Z"),
                2);
        return new FriendshipEvent.FriendshipAnswered(state, BEN, Instant.EPOCH);
    }

    private ClientFrame decodeFile(String name) {
        try {
            return dialect.decode(Files.readString(FRAMES.resolve("client").resolve(name + ".json")));
        } catch (IOException missing) {
            throw new AssertionError(missing);
        }
    }

    private static JsonNode example(String name) throws IOException {
        return JSON.readTree(Files.readString(FRAMES.resolve("server").resolve(name + ".json")));
    }

    private static Set<String> examples(String direction) throws IOException {
        try (var files = Files.list(FRAMES.resolve(direction))) {
            return files.map(file -> file.getFileName().toString().replace(".json", ""))
                    .collect(Collectors.toSet());
        }
    }
}
