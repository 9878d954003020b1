package chat.parley.message.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalAttachmentStoreTest {

    @TempDir
    Path directory;

    private LocalAttachmentStore store;

    @BeforeEach
    void prepare() throws IOException {
        store = new LocalAttachmentStore(
                new SignedPathsTest.TestConfig(directory.resolve("store"), "", Optional.empty()));
        store.prepare(null);
    }

    @Test
    void keepsWhatItIsGiven() throws IOException {
        var content = Files.writeString(directory.resolve("content"), "0123456789");

        store.keep("2026/11/21/a.txt", content);

        try (var kept = store.open("2026/11/21/a.txt", 4)) {
            assertThat(kept.readAllBytes()).asString().isEqualTo("456789");
        }
    }

    @Test
    void leavesNothingBehindWhenItFails() throws IOException {
        // The copy succeeds and the move does not: a directory with content is in its place.
        Files.createDirectories(directory.resolve("store/2026/11/21/taken.txt/inside"));

        assertThatThrownBy(() -> store.keep("2026/11/21/taken.txt", Files.writeString(directory.resolve("c"), "x")))
                .isInstanceOf(IOException.class);

        try (var incoming = Files.list(directory.resolve("store/incoming"))) {
            assertThat(incoming).isEmpty();
        }
    }

    @Test
    void neverLeavesItsDirectory() {
        assertThatThrownBy(() -> store.open("../outside", 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void removingWhatIsNotThereIsFine() throws IOException {
        store.remove("2026/11/21/nothing.txt");

        assertThat(directory.resolve("store/2026")).doesNotExist();
    }
}
