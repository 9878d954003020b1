package chat.parley.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.parley.storage.testing.FreePort;
import chat.parley.storage.testing.S3Server;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** With two connections, so that one which is not given back is missed at once. */
@Timeout(120)
class S3StoreTest extends FileStoreContract {

    /** Outside of a service everything would be logged, down to each byte on the wire. */
    private static final List<Logger> QUIET = Stream.of("org.apache.hc", "software.amazon")
            .map(Logger::getLogger)
            .peek(logger -> logger.setLevel(Level.INFO))
            .toList();

    private final FileStore store = new S3Store(TestS3Config.of(Map.of()));

    @Override
    FileStore store() {
        return store;
    }

    @AfterEach
    void closeIt() throws Exception {
        store.close();
    }

    @Test
    void prefixBeginsEveryKey() throws Exception {
        try (var prefixed = new S3Store(TestS3Config.of(Map.of("prefix", "chat/one")))) {
            prefixed.keep("a/prefixed.txt", Content.of(new byte[] {7}));

            assertThat(text(store.open("chat/one/a/prefixed.txt"))).isEqualTo("\u0007");
            assertThatThrownBy(() -> store.open("a/prefixed.txt")).isInstanceOf(NoSuchFileException.class);
        }
    }

    @Test
    void whatIsCopiedFromADirectoryIsFound() throws Exception {
        var root = directory.resolve("store");
        new DirectoryStore(root, root.resolve("incoming")).keep("2026/11/21/moved.txt", Content.of(new byte[] {7}));

        try (var client = S3Server.running().client();
                var moved = new S3Store(TestS3Config.of(Map.of("prefix", "moved")))) {
            client.putObject(
                    put -> put.bucket(S3Server.BUCKET).key("moved/2026/11/21/moved.txt"),
                    root.resolve("2026/11/21/moved.txt"));

            assertThat(text(moved.open("2026/11/21/moved.txt"))).isEqualTo("\u0007");
        }
    }

    @Test
    void askedForEncryptionItIsStoredSo() throws Exception {
        try (var encrypting = new S3Store(TestS3Config.of(Map.of("encryption", "AES256")))) {
            encrypting.keep("a/encrypted.txt", Content.of(new byte[] {7}));
        }

        try (var client = S3Server.running().client()) {
            var head = client.headObject(of -> of.bucket(S3Server.BUCKET).key("a/encrypted.txt"));
            assertThat(head.serverSideEncryptionAsString()).isEqualTo("AES256");
        }
    }

    @Test
    void uploadThatBreaksOffLeavesNothing() throws Exception {
        var content = Content.of(random(8 << 20));
        try (var proxy = new CuttingProxy(S3Server.running().endpoint(), 1 << 20);
                var cut = new S3Store(
                        TestS3Config.of(Map.of("endpoint", proxy.endpoint().toString())))) {
            assertThatThrownBy(() -> cut.keep("a/cut.bin", content)).isInstanceOf(IOException.class);
            assertThat(proxy.cuts()).isEqualTo(2);
        }

        assertThatThrownBy(() -> store.open("a/cut.bin")).isInstanceOf(NoSuchFileException.class);
        assertThat(S3Server.running().keys("a/cut")).isEmpty();
        try (var client = S3Server.running().client()) {
            assertThat(client.listMultipartUploads(of -> of.bucket(S3Server.BUCKET))
                            .uploads())
                    .isEmpty();
        }
    }

    @Test
    void storeThatIsAwayIsAFailureSoon() throws Exception {
        try (var away = new S3Store(TestS3Config.of(Map.of("endpoint", "http://127.0.0.1:" + FreePort.find())))) {
            assertFails(away);
        }
    }

    @Test
    void storeThatSaysNothingIsAFailureAfterItsTime() throws Exception {
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                var frozen = new S3Store(TestS3Config.of(
                        Map.of("endpoint", "http://127.0.0.1:" + silent.getLocalPort(), "read-timeout", "300ms")))) {
            assertFails(frozen);
        }
    }

    @Test
    void connectionsAreBounded() throws Exception {
        store.keep("a/bounded.bin", Content.of(random(4 << 20)));

        try (var one = store.open("a/bounded.bin");
                var two = store.open("a/bounded.bin")) {
            assertThat(one.read()).isEqualTo(two.read());
            assertThatThrownBy(() -> store.open("a/bounded.bin")).isInstanceOf(IOException.class);
        }
        store.open("a/bounded.bin").close();
    }

    @Test
    void bucketThatIsNotThereIsNotAMissingFile() throws Exception {
        try (var elsewhere = new S3Store(TestS3Config.of(Map.of("bucket", "nowhere")))) {
            assertThatThrownBy(() -> elsewhere.open("a/b"))
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(NoSuchFileException.class);
            assertThatThrownBy(() -> elsewhere.keep("a/b", Content.of(new byte[1])))
                    .isInstanceOf(IOException.class);
            assertThatThrownBy(elsewhere::check)
                    .isInstanceOf(IOException.class)
                    .hasMessage("There is no bucket nowhere in the S3 store.");
        }
    }

    @Test
    void credentialsThatAreRefusedAreNotAMissingFile() throws Exception {
        try (var refusing = new RefusingServer();
                var stranger = new S3Store(
                        TestS3Config.of(Map.of("endpoint", refusing.endpoint().toString())))) {
            assertFails(stranger);
            assertThatThrownBy(stranger::check)
                    .isInstanceOf(IOException.class)
                    .hasMessage("The S3 store refuses the credentials for the bucket parley.");
        }
    }

    @Test
    void authorityOfItsOwnVouchesForTheStore() throws Exception {
        try (var front = new TlsFront(S3Server.running().endpoint(), directory)) {
            var endpoint = front.endpoint().toString();
            var ca = front.certificate().toString();
            try (var trusting = new S3Store(TestS3Config.of(Map.of("endpoint", endpoint, "ca", ca)))) {
                trusting.keep("a/encrypted.txt", Content.of(new byte[] {7}));

                assertThat(text(trusting.open("a/encrypted.txt"))).isEqualTo("\u0007");
            }
            try (var strange = new S3Store(TestS3Config.of(Map.of("endpoint", endpoint)))) {
                assertThatThrownBy(strange::check)
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("away");
            }
        }
    }

    @Test
    void authorityWithoutTlsOrWithoutCertificatesIsRefused() throws Exception {
        var nothing = Files.writeString(directory.resolve("nothing.crt"), "").toString();

        assertThatThrownBy(() -> new S3Store(TestS3Config.of(Map.of("ca", nothing))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("begins with https");
        assertThatThrownBy(() -> new S3Store(TestS3Config.of(Map.of("ca", nothing, "endpoint", "https://localhost:1"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no certificates");
    }

    @Test
    void oneKeyWithoutTheOtherIsRefused() {
        var half = TestS3Config.without("secret-key");

        assertThatThrownBy(() -> new S3Store(half))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("secret-key go together");
    }

    private void assertFails(FileStore away) {
        var began = System.nanoTime();
        assertThatThrownBy(() -> away.keep("a/b", Content.of(new byte[1]))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> away.open("a/b"))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> away.open("a/b", 0, 1)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> away.remove("a/b")).isInstanceOf(IOException.class);
        assertThatThrownBy(away::check).isInstanceOf(IOException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(60));
    }
}
