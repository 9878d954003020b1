package chat.parley.deploy.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessorTimeTest {

    @Test
    void whatThisProcessTakesIsSeen() {
        var before = ProcessorTime.read(List.of());

        await().atMost(Duration.ofSeconds(30)).until(() -> {
            var until = System.nanoTime() + Duration.ofMillis(100).toNanos();
            while (System.nanoTime() - until < 0) {
                Thread.onSpinWait();
            }
            return ProcessorTime.read(List.of()).since(before).of(ProcessorTime.CLIENT::equals) >= 50_000;
        });

        assertThat(ProcessorTime.read(List.of()).since(before).of("redis"::equals))
                .isZero();
    }
}
