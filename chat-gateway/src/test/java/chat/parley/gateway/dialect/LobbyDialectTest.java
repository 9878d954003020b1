package chat.parley.gateway.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.common.chat.ChatMessage;
import chat.parley.common.chat.Command;
import chat.parley.common.chat.ConversationId;
import chat.parley.common.chat.Target;
import chat.parley.gateway.delivery.Event;
import chat.parley.gateway.session.CloseCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LobbyDialectTest {

    private static final Path FRAMES = Path.of("src/test/resources/frames/lobby");

    private final LobbyDialect dialect = new LobbyDialect();

    @Test
    void textIsSaidAsItIs() throws IOException {
        assertThat(dialect.decode(file("client/say.txt"))).isInstanceOfSatisfying(ClientFrame.Ask.class, ask -> {
            assertThat(ask.target()).isEqualTo(new Target.OfLobby());
            assertThat(ask.command())
                    .isInstanceOfSatisfying(
                            Command.Send.class, send -> assertThat(send.body()).isEqualTo("Hello, all"));
        });
    }

    @Test
    void lengthIsCountedInCharactersAndNotInUnits() {
        assertThat(dialect.decode("\uD83D\uDE00".repeat(16_384))).isInstanceOf(ClientFrame.Ask.class);
        assertThat(dialect.decode("\uD83D\uDE00".repeat(16_385)))
                .isEqualTo(new ClientFrame.Unacceptable(CloseCode.TOO_BIG));
        assertThat(dialect.decode("")).isEqualTo(new ClientFrame.Nothing());
    }

    @Test
    void whatIsSaidHasTheNameOfTheSpeaker() throws IOException {
        assertThat(dialect.encode(new Event.MessagePosted(message(ConversationId.LOBBY))))
                .containsExactly(file("server/said.txt"));
    }

    @Test
    void nothingElseIsEverSent() {
        assertThat(dialect.encode(new Event.MessagePosted(message(UUID.randomUUID()))))
                .isEmpty();
        assertThat(dialect.encode(new Event.Refused(null, "unavailable", "Try again.")))
                .isEmpty();
        assertThat(dialect.encode(new Event.TokensRenewed("a", "b"))).isEmpty();
    }

    @Test
    void roomIsTheLobby() {
        assertThat(dialect.room()).contains(ConversationId.LOBBY);
        assertThat(dialect.showsOwnMessages()).isTrue();
    }

    private static ChatMessage message(UUID conversation) {
        return new ChatMessage(
                conversation,
                5,
                UUID.randomUUID(),
                42,
                UUID.randomUUID(),
                "lobby",
                UUID.randomUUID(),
                "anna",
                null,
                null,
                "Hello, all",
                List.of(),
                Instant.EPOCH);
    }

    private static String file(String name) throws IOException {
        return Files.readString(FRAMES.resolve(name));
    }
}
