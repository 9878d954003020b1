package chat.parley.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DirectoryStoreTest extends FileStoreContract {

    private FileStore store;

    @BeforeEach
    void makeIt() throws IOException {
        store = new DirectoryStore(directory.resolve("store"), directory.resolve("store/incoming"));
    }

    @Override
    FileStore store() {
        return store;
    }

    @Test
    void leavesNothingBehindWhenItFails() throws IOException {
        // The copy succeeds and the move does not: a directory with content is in its place.
        Files.createDirectories(directory.resolve("store/2026/11/21/taken.txt/inside"));

        assertThatThrownBy(() -> store.keep("2026/11/21/taken.txt", Content.of(new byte[] {1})))
                .isInstanceOf(IOException.class);

        assertIncomingIsEmpty();
    }

    @Test
    void leavesNothingBehindWhenTheContentGoesAway() throws IOException {
        var content = Content.of(random(1000));
        Files.delete(directory.resolve("random"));

        assertThatThrownBy(() -> store.keep("2026/11/21/gone.txt", content)).isInstanceOf(IOException.class);

        assertIncomingIsEmpty();
    }

    @Test
    void directoryThatIsGoneIsNamed() throws IOException {
        Files.delete(directory.resolve("store/incoming"));

        assertThatThrownBy(store::check)
                .isInstanceOf(IOException.class)
                .hasMessageContaining(directory.resolve("store/incoming").toString());
    }

    @Test
    void removingMakesNoDirectories() throws IOException {
        store.remove("2026/11/21/nothing.txt");

        assertThat(directory.resolve("store/2026")).doesNotExist();
    }

    private void assertIncomingIsEmpty() throws IOException {
        try (var incoming = Files.list(directory.resolve("store/incoming"))) {
            assertThat(incoming).isEmpty();
        }
    }
}
