package chat.parley.common.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class DeadlineTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofMillis(10);

    private final AtomicBoolean isCancelled = new AtomicBoolean();
    private final Uni<String> silence =
            Uni.createFrom().<String>nothing().onCancellation().invoke(() -> isCancelled.set(true));

    @Test
    void whatComesInTimeIsTheAnswer() {
        assertThat(Deadline.await(LONG, Uni.createFrom().item("here"))).isEqualTo("here");
        assertThatThrownBy(() -> Deadline.await(LONG, Uni.createFrom().failure(new IllegalStateException("no"))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no");
    }

    @Test
    void whoeverWaitsLongerGivesUpWhatWasAsked() {
        assertThatThrownBy(() -> Deadline.await(SHORT, silence)).isInstanceOf(TimeoutException.class);
        await().untilTrue(isCancelled);
    }

    @Test
    void whatIsCancelledIsGivenUpToo() {
        Deadline.of(LONG, silence)
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create())
                .cancel();

        assertThat(isCancelled).isTrue();
    }
}
