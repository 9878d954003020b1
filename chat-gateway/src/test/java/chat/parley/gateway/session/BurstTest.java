package chat.parley.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.EventLoop;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BurstTest {

    private final List<Runnable> wakes = new ArrayList<>();
    private final List<String> done = new ArrayList<>();
    private final Mailbox mailbox = new Mailbox(loop());

    /** One whose thread never gets to run anything by itself. */
    private EventLoop loop() {
        return (EventLoop) Proxy.newProxyInstance(
                EventLoop.class.getClassLoader(), new Class<?>[] {EventLoop.class}, (_, _, arguments) -> {
                    wakes.add((Runnable) arguments[0]);
                    return null;
                });
    }

    private void hand(String work) {
        mailbox.execute(() -> done.add(work));
    }

    @Test
    void wakesOnceWhenAllIsThere() {
        Burst.of(() -> {
            hand("first");
            hand("second");
            assertThat(wakes).isEmpty();
        });

        assertThat(wakes).hasSize(1);
        wakes.getFirst().run();
        assertThat(done).containsExactly("first", "second");
    }

    @Test
    void wakesEveryLoopThatHasWork() {
        var another = new Mailbox(loop());

        Burst.of(() -> {
            hand("here");
            another.execute(() -> done.add("there"));
        });

        assertThat(wakes).hasSize(2);
    }

    @Test
    void whatCameBeforeAFailureIsDone() {
        assertThatThrownBy(() -> Burst.of(() -> {
                    hand("first");
                    throw new IllegalStateException("broken");
                }))
                .isInstanceOf(IllegalStateException.class);

        wakes.getFirst().run();
        assertThat(done).containsExactly("first");
    }

    @Test
    void outsideOfABurstNothingWaits() {
        hand("at once");

        assertThat(wakes).hasSize(1);
    }
}
