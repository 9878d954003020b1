package chat.parley.deploy.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShareTest {

    @ParameterizedTest
    @CsvSource({"500, 0", "250, 3", "150, 5", "100, 7"})
    void aSmallerShareIsNicer(int share, int niceness) {
        assertThat(Share.niceness(share, 500)).isEqualTo(niceness);
    }

    @Test
    void aSessionIsGivenItsShareAndOursStays() throws Exception {
        var ours = ProcessHandle.current().pid();
        assumeTrue(Files.isWritable(autogroup(ours)), "sessions have no shares here");
        var before = Files.readString(autogroup(ours));
        var process = new ProcessBuilder(Detached.command(List.of("sleep", "60"))).start();
        try {
            Awaitility.await().until(() -> !session(process.pid()).equals(session(ours)));

            Share.set(process.toHandle(), 5);

            assertThat(Files.readString(autogroup(process.pid()))).endsWith(" nice 5\n");
            assertThat(Files.readString(autogroup(ours))).isEqualTo(before);
        } finally {
            process.destroy();
        }
    }

    private static String session(long pid) throws IOException {
        return Files.readString(autogroup(pid)).split(" ")[0];
    }

    private static Path autogroup(long pid) {
        return Path.of("/proc", Long.toString(pid), "autogroup");
    }
}
