package chat.parley.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.parley.common.chat.Command;
import chat.parley.gateway.testing.Neighbours;
import chat.parley.gateway.testing.TestSocket;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class MediaTest extends SocketTest {

    /** A token that ends as soon is renewed before it is used, and one that ends before the handshake is, at the handshake. */
    private static final Duration TOO_SHORT_FOR_A_CALL = Duration.ofSeconds(2);

    @BeforeEach
    void forgetUploads() {
        Neighbours.UPLOADS.clear();
    }

    @Test
    void filesAreUploadedWithTheSendersTokenAndNamedInTheMessage() {
        var chat = writer.befriend(anna, ben);
        var access = anna.access();
        try (var annas = TestSocket.open(port, "/ws/messages/", access, anna.refresh())) {
            annas.send(withMedia(chat.friendship, "Look", "hello".getBytes()));

            assertThat(text(annas)).isEqualTo("Look");
            assertThat(Neighbours.UPLOADS).singleElement().satisfies(upload -> {
                assertThat(upload.authorization()).isEqualTo("Bearer " + access);
                assertThat(upload.multipart()).contains("name=\"file\"").contains("hello");
            });
            assertThat(sent().getFirst().attachments())
                    .containsExactly(Neighbours.UPLOADS.getFirst().id());
        }
    }

    @Test
    void whatFollowsWaitsForTheUpload() {
        var chat = writer.befriend(anna, ben);
        try (var annas = open(anna)) {
            annas.send(message(chat.friendship, "0"));
            annas.send(withMedia(chat.friendship, "1", new byte[3 * 1024 * 1024]));
            annas.send(message(chat.friendship, "2"));
            annas.send(withMedia(chat.friendship, "3", new byte[10]));
            annas.send(message(chat.friendship, "4"));

            for (int i = 0; i < 5; i++) {
                assertThat(text(annas)).isEqualTo(Integer.toString(i));
            }
        }
    }

    @Test
    void expiredTokenIsRenewedAndTheClientTold() {
        var chat = writer.befriend(anna, ben);
        var shortLived = anna.token("access", TOO_SHORT_FOR_A_CALL);
        var refresh = anna.refresh();
        var access = anna.access();
        Neighbours.PAIRS.put(refresh, Map.of("access", access, "refresh", "the next"));
        try (var annas = TestSocket.open(port, "/ws/messages/", shortLived, refresh)) {

            annas.send(withMedia(chat.friendship, "Look", "hello".getBytes()));

            var token = annas.next();
            assertThat(token.path("type").asText()).isEqualTo("token");
            assertThat(token.path("access").asText()).isEqualTo(access);
            assertThat(text(annas)).isEqualTo("Look");
            assertThat(Neighbours.UPLOADS)
                    .singleElement()
                    .satisfies(upload -> assertThat(upload.authorization()).isEqualTo("Bearer " + access));
        }
    }

    @Test
    void refreshTokenThatTheClientHasUsedElsewhereIsLeftAlone() {
        var chat = writer.befriend(anna, ben);
        var refresh = anna.refresh();
        try (var annas = TestSocket.open(port, "/ws/messages/", anna.access(), refresh)) {
            Neighbours.uploadStatus = 401;
            Neighbours.DEAD.add(refresh);

            annas.send(withMedia(chat.friendship, "Look", "hello".getBytes()));

            assertThat(annas.next().path("error").asText())
                    .isEqualTo("The access token has expired. Connect again with new tokens.");
            annas.send(message(chat.friendship, "still here"));
            assertThat(text(annas)).isEqualTo("still here");
        }
    }

    @Test
    void refusedFileIsAnErrorAndNothingIsSent() {
        var chat = writer.befriend(anna, ben);
        try (var annas = open(anna)) {
            Neighbours.uploadStatus = 413;
            annas.send(withMedia(chat.friendship, "Look", new byte[1]));
            assertThat(annas.next().path("error").asText()).isEqualTo("The file is too large.");

            Neighbours.uploadStatus = 503;
            annas.send(withMedia(chat.friendship, "Look", new byte[1]));
            assertThat(annas.next().path("error").asText()).contains("not available");

            await().during(Duration.ofMillis(200)).until(() -> chat.messages.isEmpty());
        }
    }

    private static String withMedia(UUID channel, String text, byte[] content) {
        return """
                {"type":"friendship","channel":"%s","payload":"%s","media":[{"a.txt":"%s"}]}""".formatted(channel, text, Base64.getEncoder().encodeToString(content));
    }

    private List<Command.Send> sent() {
        return writer.batchesOf(anna).stream()
                .flatMap(batch -> batch.commands().stream())
                .filter(Command.Send.class::isInstance)
                .map(Command.Send.class::cast)
                .toList();
    }

    private static String text(TestSocket socket) {
        return socket.next().at("/message/message/content").asText();
    }
}
