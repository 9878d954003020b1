package chat.parley.auth.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.parley.auth.password.PasswordConfig;
import chat.parley.common.failure.TooMany;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LoginBulkheadTest {

    private final LoginBulkhead bulkhead = new LoginBulkhead(new Room(1, 2));
    private final List<UniEmitter<? super String>> underWay = new ArrayList<>();

    @Test
    void asManyEnterAsHashAndWait() {
        var logins = List.of(enter(), enter(), enter());

        assertThat(underWay).hasSize(3);
        logins.forEach(UniAssertSubscriber::assertNotTerminated);
    }

    @Test
    void theNextIsRefusedBeforeAnythingIsAsked() {
        enter();
        enter();
        enter();
        var asked = new AtomicInteger();

        assertThatThrownBy(() -> bulkhead.enter(() -> Uni.createFrom().item(asked::incrementAndGet))
                        .await()
                        .indefinitely())
                .isInstanceOf(TooMany.class);
        assertThat(asked).hasValue(0);
    }

    @Test
    void whoLeavesMakesRoomHoweverItEnded() {
        var first = enter();
        var second = enter();
        var third = enter();

        underWay.get(0).complete("in");
        underWay.get(1).fail(new IllegalStateException("wrong password"));
        third.cancel();

        first.assertItem("in");
        second.assertFailed();
        List.of(enter(), enter(), enter()).forEach(UniAssertSubscriber::assertNotTerminated);
    }

    private UniAssertSubscriber<String> enter() {
        return bulkhead.enter(() -> Uni.createFrom().<String>emitter(underWay::add))
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create());
    }

    private record Room(int threads, int queue) implements PasswordConfig {

        @Override
        public int cost() {
            return 4;
        }

        @Override
        public Duration patience() {
            return Duration.ofSeconds(5);
        }
    }
}
