package chat.parley.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every store does. */
abstract class FileStoreContract {

    private static final int BIG = 25 << 20;
    private static final int MODEST = 4 << 20;

    @TempDir
    Path directory;

    private final String path = "2026/11/21/" + UUID.randomUUID() + ".bin";

    abstract FileStore store();

    @Test
    void keepsWhatItIsGiven() throws IOException {
        keep("0123456789");

        assertThat(text(store().open(path))).isEqualTo("0123456789");
    }

    @Test
    void keepsAFileAsItWas() throws IOException {
        var file = Files.writeString(directory.resolve("content"), "0123456789");

        store().keep(path, Content.of(file));
        Files.writeString(file, "changed");

        assertThat(text(store().open(path))).isEqualTo("0123456789");
    }

    @Test
    void keepsAnEmptyFile() throws IOException {
        keep("");

        assertThat(text(store().open(path))).isEmpty();
        assertThat(text(store().open(path, 0, 0))).isEmpty();
    }

    @Test
    void givesThePartThatIsAskedFor() throws IOException {
        keep("0123456789");

        assertThat(text(store().open(path, 2, 3))).isEqualTo("234");
        assertThat(text(store().open(path, 7, 3))).isEqualTo("789");
        assertThat(text(store().open(path, 0, 10))).isEqualTo("0123456789");
    }

    @Test
    void partThatIsNotThereIsAFailure() throws IOException {
        keep("0123456789");

        assertThatThrownBy(() -> text(store().open(path, 8, 3))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> text(store().open(path, 10, 1))).isInstanceOf(IOException.class);
    }

    @Test
    void storeThatIsThereCanBeUsed() {
        assertThatCode(() -> store().check()).doesNotThrowAnyException();
    }

    @Test
    void contentThatGoesAwayIsAFailure() throws IOException {
        var content = Content.of(random(1000));
        Files.delete(directory.resolve("random"));

        assertThatThrownBy(() -> store().keep(path, content)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> store().open(path)).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void whatIsNotThereIsToldApart() {
        assertThatThrownBy(() -> store().open(path)).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> store().open(path, 0, 1)).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void removedFileIsGone() throws IOException {
        keep("0123456789");

        store().remove(path);

        assertThatThrownBy(() -> store().open(path)).isInstanceOf(NoSuchFileException.class);
        store().remove(path);
    }

    @Test
    void bigFileComesBackAsItWentAndIsNeverInMemoryAsAWhole() throws IOException {
        var file = random(BIG);
        keep("what is loaded and cached for a first time does not count");
        text(store().open(path));

        var kept = allocated(() -> store().keep(path, Content.of(file)));
        var copy = directory.resolve("copy");
        var read = allocated(() -> copy(store().open(path), copy));

        assertThat(Files.mismatch(file, copy)).isEqualTo(-1);
        assertThat(kept).isLessThan(MODEST);
        assertThat(read).isLessThan(MODEST);
    }

    @Test
    void readersWhoGoAwayHinderNobody() throws IOException {
        store().keep(path, Content.of(random(MODEST)));

        for (var reader = 0; reader < 20; reader++) {
            try (var content = store().open(path, 1, MODEST - 1)) {
                assertThat(content.read()).isNotNegative();
            }
        }

        try (var content = store().open(path)) {
            assertThat(content.transferTo(OutputStream.nullOutputStream())).isEqualTo(MODEST);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/etc/passwd",
                "..",
                "../outside",
                "a/../../outside",
                "a/./b",
                "a//b",
                "a/",
                ".hidden",
                "a\\b",
                "a b",
                "a%2fb",
                "a\u0000b",
                "a\nb",
                "naïve",
                "C:x"
            })
    void hostileNamesAreRefused(String hostile) {
        assertThatThrownBy(() -> store().keep(hostile, Content.of(new byte[1])))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store().open(hostile)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store().open(hostile, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store().remove(hostile)).isInstanceOf(IllegalArgumentException.class);
    }

    final void keep(String text) throws IOException {
        store().keep(path, Content.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    final Path random(int size) throws IOException {
        var bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return Files.write(directory.resolve("random"), bytes);
    }

    static String text(InputStream content) throws IOException {
        try (content) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void copy(InputStream content, Path to) throws IOException {
        try (content) {
            Files.copy(content, to);
        }
    }

    /** Bytes of the heap that the work took on this thread. */
    private static long allocated(Work work) throws IOException {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        var before = threads.getCurrentThreadAllocatedBytes();
        work.run();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    private interface Work {

        void run() throws IOException;
    }
}
