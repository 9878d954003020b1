package chat.parley.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainTest {

    @TempDir
    Path directory;

    @Test
    void everyServiceHasACacheAfterwards() throws Exception {
        var cache = new AotCache(directory, false);

        new Train(Path.of("..").toAbsolutePath().normalize(), cache, Duration.ofSeconds(1), new Console(System.out))
                .run();

        for (var service : Service.values()) {
            assertThat(cache.file(service)).isNotEmptyFile();
        }
    }
}
