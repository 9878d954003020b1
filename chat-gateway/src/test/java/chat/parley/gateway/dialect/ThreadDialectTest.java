package chat.parley.gateway.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.common.chat.ChatMessage;
import chat.parley.common.chat.Command;
import chat.parley.common.chat.Target;
import chat.parley.gateway.delivery.Event;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every frame has an example file. */
class ThreadDialectTest {

    private static final Path FRAMES = Path.of("src/test/resources/frames/thread");
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final UUID ANNA = UUID.fromString("7e6b0f3c-2a53-4b7e-9d0c-52f7ad5f6a01");
    private static final UUID BEN = UUID.fromString("91f0f8f2-5f0e-4c0f-8a3e-0d6f2f4e6b02");
    private static final UUID FILE = UUID.fromString("c2a1c7de-2f0b-4a6e-9a3d-2a4f5a6b7c03");
    private static final int SIZE = 12_636;

    private final ThreadDialect dialect = new ThreadDialect();

    @Test
    void chatMessageIsASendToTheUser() throws IOException {
        assertThat(decodeFile("chat-message")).isInstanceOfSatisfying(ClientFrame.Ask.class, ask -> {
            assertThat(ask.target()).isEqualTo(new Target.OfUser(BEN));
            assertThat(ask.command()).isInstanceOfSatisfying(Command.Send.class, send -> {
                assertThat(send.clientId()).isNotNull();
                assertThat(send.body()).isEqualTo("Hello, Ben");
                assertThat(send.attachments()).isEmpty();
                assertThat(send.awaitsAnnouncement()).isFalse();
            });
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"chat-message-file", "chat-message-file-by-number"})
    void fileIsAnnouncedByTheNumberOfItsMessage(String file) throws IOException {
        assertThat(decodeFile(file))
                .isEqualTo(new ClientFrame.Ask(new Target.OfMessage(35), new Command.AnnounceFile(35)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {                                                                     | Invalid JSON format
            ``                                                                    | Invalid JSON format
            hello                                                                 | Invalid JSON format
            []                                                                    | Invalid JSON format
            {}                                                                    | Unknown action
            {"action":7}                                                          | Unknown action
            {"action":"re_message"}                                               | Unknown action
            {"action":"chat_message","message_body":"x"}                          | Invalid receipient
            {"action":"chat_message","message_body":"x","receiver_id":"1"}        | Invalid receipient
            {"action":"chat_message","message_body":"x","receiver_id":{}}         | Invalid receipient
            {"action":"chat_message","receiver_id":"BEN"}                         | The message is empty.
            {"action":"chat_message","message_body":" ","receiver_id":"BEN"}      | The message is empty.
            {"action":"chat_message","message_body":7,"receiver_id":"BEN"}        | The message is empty.
            {"action":"chat_message_file"}                                        | Invalid chat_id
            {"action":"chat_message_file","chat_id":null}                         | Invalid chat_id
            {"action":"chat_message_file","chat_id":"x"}                          | Invalid chat_id
            {"action":"chat_message_file","chat_id":1.5}                          | Invalid chat_id
            {"action":"chat_message_file","chat_id":-1}                           | Invalid chat_id
            {"action":"chat_message_file","chat_id":"99999999999999999999"}       | Invalid chat_id
            """)
    void whatMakesNoSenseIsToldSo(String frame, String sentence) {
        assertThat(dialect.decode(frame.replace("BEN", BEN.toString()))).isEqualTo(new ClientFrame.Malformed(sentence));
    }

    @Test
    void deepJsonIsJustMalformed() {
        assertThat(dialect.decode("[".repeat(60_000))).isEqualTo(new ClientFrame.Malformed("Invalid JSON format"));
    }

    @Test
    void messageIsAsDocumented() throws IOException {
        assertThat(dialect.encode(new Event.MessagePosted(message(0, false)))).containsExactly(example("re-message"));
    }

    @Test
    void fileIsShownWhenItIsAnnounced() throws IOException {
        assertThat(dialect.encode(new Event.MessagePosted(message(1, true)))).isEmpty();
        assertThat(dialect.encode(new Event.FileAnnounced(message(1, true))))
                .containsExactly(example("re-message-file"));
    }

    @Test
    void fileOfAnotherDialectIsShownAtOnceAndOfSeveralTheFirst() throws IOException {
        assertThat(dialect.encode(new Event.MessagePosted(message(2, false))))
                .containsExactly(example("re-message-file"));
    }

    @ParameterizedTest
    @CsvSource({"0, 0.00KB", "1, 0.00KB", "1536, 1.50KB", "1048575, 1024.00KB", "1048576, 1.00MB", "26214400, 25.00MB"})
    void sizesHaveTwoDecimals(long bytes, String size) throws IOException {
        var message = message(1, true);
        var file = new ChatMessage.Attachment(FILE, "a", bytes, "text/plain", "/a", Instant.EPOCH);

        var frame = dialect.encode(new Event.FileAnnounced(with(message, List.of(file))));

        assertThat(JSON.readTree(frame.getFirst()).path("attached_file_size").asText())
                .isEqualTo(size);
    }

    @Test
    void unknownUserIsAnInvalidReceiver() throws IOException {
        assertThat(dialect.encode(new Event.Refused(null, "unknown-user", "There is no such user.")))
                .containsExactly(example("error"));
        assertThat(dialect.encode(new Event.Refused(null, "blocked", "No.")))
                .containsExactly("{\"action\":\"error\",\"detail\":\"No.\"}");
    }

    @Test
    void nothingElseIsSpokenOf() {
        assertThat(dialect.encode(new Event.SendAccepted(
                        UUID.randomUUID(), UUID.randomUUID(), 1, UUID.randomUUID(), Instant.EPOCH)))
                .isEmpty();
        assertThat(dialect.encode(new Event.ReceiptAdvanced(
                        UUID.randomUUID(), BEN, 1, 1, List.of(message(0, false)), Instant.EPOCH)))
                .isEmpty();
        assertThat(dialect.showsOwnMessages()).isFalse();
    }

    @Test
    void everyExampleIsTested() throws IOException {
        assertThat(examples("client"))
                .containsExactlyInAnyOrder("chat-message", "chat-message-file", "chat-message-file-by-number");
        assertThat(examples("server")).containsExactlyInAnyOrder("re-message", "re-message-file", "error");
    }

    private static ChatMessage message(int files, boolean awaitsAnnouncement) {
        var attachments = IntStream.range(0, files)
                .mapToObj(i -> new ChatMessage.Attachment(
                        FILE,
                        i == 0 ? "b.png" : "c.png",
                        SIZE,
                        "image/png",
                        "/mediafiles/attachments/2024/06/17/" + FILE + ".png?expires=1718714908&signature=abc",
                        Instant.parse("2024-06-17T12:48:28Z")))
                .toList();
        return new ChatMessage(
                UUID.randomUUID(),
                5,
                UUID.randomUUID(),
                34,
                UUID.randomUUID(),
                "direct",
                ANNA,
                "anna",
                BEN,
                null,
                "Hello, Ben",
                attachments,
                Instant.parse("2024-06-17T12:48:28.228342Z"),
                awaitsAnnouncement);
    }

    private static ChatMessage with(ChatMessage message, List<ChatMessage.Attachment> attachments) {
        return new ChatMessage(
                message.conversationId(),
                message.seq(),
                message.id(),
                message.number(),
                message.clientId(),
                message.kind(),
                message.senderId(),
                message.senderName(),
                message.recipientId(),
                message.friendshipId(),
                message.body(),
                attachments,
                message.at());
    }

    private ClientFrame decodeFile(String name) throws IOException {
        return dialect.decode(Files.readString(FRAMES.resolve("client").resolve(name + ".json")));
    }

    /** In the order in which it is documented. */
    private static String example(String name) throws IOException {
        return JSON.readTree(Files.readString(FRAMES.resolve("server").resolve(name + ".json")))
                .toString();
    }

    private static Set<String> examples(String direction) throws IOException {
        try (var files = Files.list(FRAMES.resolve(direction))) {
            return files.map(file -> file.getFileName().toString().replace(".json", ""))
                    .collect(Collectors.toSet());
        }
    }
}
