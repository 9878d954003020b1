package chat.parley.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @TempDir
    Path directory;

    @Test
    void everyServiceHasACacheAfterwardsThatItsJvmTakes() throws Exception {
        var cache = new AotCache(directory, false);

        new Train(ROOT, cache, Duration.ofSeconds(1), new Console(System.out)).run();

        for (var service : Service.values()) {
            assertThat(takes(service, cache.file(service))).as(service.module()).isTrue();
        }
        assertThat(takes(Service.USER, cache.file(Service.AUTH)))
                .as("another's")
                .isFalse();
    }

    /** A JVM that is told to have a cache ends at once when it cannot. */
    private boolean takes(Service service, Path cache) throws IOException, InterruptedException {
        var settings = new Settings(ROOT, new Home(directory), FreePorts.stack(), 1, 1);
        var jvm = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + settings.jvmOptions(),
                "-Xmx" + service.heapMegabytes() + "m",
                "-XX:AOTMode=on",
                "-XX:AOTCache=" + cache,
                "-cp",
                settings.application(service).toString(),
                "-version");
        return jvm.redirectErrorStream(true)
                        .redirectOutput(directory.resolve("jvm.log").toFile())
                        .start()
                        .waitFor()
                == 0;
    }
}
