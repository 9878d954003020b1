package chat.parley.message.attachment;

import static chat.parley.message.testing.Api.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.parley.common.testing.Backing;
import chat.parley.message.testing.Neighbour;
import chat.parley.message.testing.User;
import chat.parley.storage.Content;
import chat.parley.storage.FileStore;
import chat.parley.storage.testing.S3Bucket;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** One connection to the store, and a reader who takes a file and does not read it. */
@QuarkusTest
@TestProfile(StalledReaderTest.OneConnection.class)
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(Neighbour.class)
@QuarkusTestResource(
        value = S3Bucket.class,
        restrictToAnnotatedClass = true,
        initArgs = @ResourceArg(name = "settings", value = "parley.attachments.s3"))
class StalledReaderTest {

    /** More than the buffers of a connection take. */
    private static final int BIG = 24 << 20;

    @Inject
    Attachments attachments;

    @Inject
    FileStore store;

    @Inject
    SignedPaths paths;

    @ConfigProperty(name = "quarkus.http.test-port")
    int port;

    private final User ada = User.named("ada");

    @Test
    void readerWhoTakesNothingIsCutOffAndOthersGoOn() throws IOException {
        var big = kept(BIG);
        var small = kept(10);

        try (var stalled = asking(paths.sign(big.path()))) {
            assertThat(stalled.getInputStream().readNBytes(12)).asString().isEqualTo("HTTP/1.1 200");

            await().until(() -> status(small) == 200);
            assertThat(rest(stalled)).isLessThan(BIG);
        }
    }

    /** How much more of it there is, by now. */
    private static long rest(Socket reader) throws IOException {
        try {
            return reader.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (SocketException cutOff) {
            return 0;
        }
    }

    private Attachment kept(int size) throws IOException {
        var id = UUID.randomUUID();
        var path = Attachment.PREFIX + "2026/11/21/" + id + ".bin";
        var kept =
                new Attachment(id, ada.id(), null, null, "file", size, "application/octet-stream", path, Instant.now());
        attachments.add(kept).await().indefinitely();
        store.keep(kept.storedAs(), Content.of(new byte[size]));
        return kept;
    }

    /** Has asked for it, and does not read it. */
    private Socket asking(String signed) throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.connect(new InetSocketAddress("127.0.0.1", port));
        socket.getOutputStream()
                .write("GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n"
                        .formatted(signed)
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private int status(Attachment asked) {
        return as(ada).get(asked.path()).statusCode();
    }

    /** For {@link StalledReaderTest}. */
    public static class OneConnection implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "parley.attachments.s3.connections", "1",
                    "parley.attachments.reader-patience", "1s");
        }
    }
}
