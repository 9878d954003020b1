package chat.parley.deploy.fault.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeatherTest {

    @TempDir
    Path directory;

    @Test
    void looksAgainAndAgainAndLeavesNothingBehind() throws Exception {
        var began = System.nanoTime();
        try (var weather = Weather.at(directory)) {
            await().until(() -> weather.flushes(began, System.nanoTime()).count() >= 5);

            assertThat(weather.flushes(began, System.nanoTime()).percentile(0)).isPositive();
            assertThat(weather.work(began, System.nanoTime())).isPositive();
            assertThat(weather.flushes(began - 1_000_000_000L, began).count()).isZero();
            assertThat(weather.work(began - 1_000_000_000L, began)).isZero();
        }
        assertThat(directory).isEmptyDirectory();
    }
}
