package chat.parley.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AotCacheTest {

    @TempDir
    Path directory;

    @Test
    void withoutTrainingNothingIsSaidOfACache() {
        assertThat(new AotCache(directory, false).options(Service.AUTH)).isEmpty();
    }

    @Test
    void aCacheThatIsThereIsUsed() throws IOException {
        var cache = new AotCache(directory, false);
        Files.createFile(cache.file(Service.AUTH));

        assertThat(cache.options(Service.AUTH)).contains("-XX:AOTCache=" + directory.resolve("auth-service.aot"));
        assertThat(cache.options(Service.USER)).isEmpty();
    }

    @Test
    void trainingWritesOneForEachService() {
        var cache = new AotCache(directory, false).toTrain();

        assertThat(cache.options(Service.GATEWAY))
                .contains("-XX:AOTCacheOutput=" + directory.resolve("chat-gateway.aot"));
    }
}
