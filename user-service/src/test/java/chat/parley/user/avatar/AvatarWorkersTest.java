package chat.parley.user.avatar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.parley.common.failure.TooMany;
import chat.parley.storage.S3Config;
import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class AvatarWorkersTest {

    @Test
    void workPastTheQueueIsRefusedWithATimeToWait() {
        var workers = new AvatarWorkers(new OneAtATime());
        var release = new CountDownLatch(1);
        var running = workers.run(() -> waitFor(release)).subscribeAsCompletionStage();
        var waiting = workers.run(() -> waitFor(release)).subscribeAsCompletionStage();

        assertThatThrownBy(() -> workers.run(() -> "no").await().indefinitely())
                .isInstanceOfSatisfying(
                        TooMany.class,
                        refused -> assertThat(refused.retryAfter()).contains(Duration.ofSeconds(1)));

        release.countDown();
        assertThat(running.join()).isEqualTo("done");
        assertThat(waiting.join()).isEqualTo("done");
    }

    private static String waitFor(CountDownLatch release) {
        try {
            release.await();
            return "done";
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private record OneAtATime() implements AvatarsConfig {
        @Override
        public S3Config s3() {
            return null;
        }

        @Override
        public Path directory() {
            return Path.of(".");
        }

        @Override
        public MemorySize maxSize() {
            return new MemorySize(BigInteger.TEN);
        }

        @Override
        public long maxPixels() {
            return 1;
        }

        @Override
        public long maxWebpPixels() {
            return 1;
        }

        @Override
        public int maxEdge() {
            return 512;
        }

        @Override
        public int workers() {
            return 1;
        }

        @Override
        public int queue() {
            return 1;
        }

        @Override
        public Duration keepUnused() {
            return Duration.ofHours(1);
        }
    }
}
