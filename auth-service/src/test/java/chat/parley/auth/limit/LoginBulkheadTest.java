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

    private static final String ADDRESS = "192.0.2.1";
    private static final String ANOTHER = "192.0.2.2";

    private final LoginBulkhead bulkhead = new LoginBulkhead(new Room(1, 2), new Limits(3));
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

        assertThatThrownBy(() -> bulkhead.enter(ANOTHER, () -> Uni.createFrom().item(asked::incrementAndGet))
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

    @Test
    void anAddressLeavesRoomToTheOthers() {
        var fair = new LoginBulkhead(new Room(1, 2), new Limits(2));
        var first = enter(fair, ADDRESS);
        enter(fair, ADDRESS).assertNotTerminated();

        enter(fair, ADDRESS).assertFailedWith(TooMany.class);
        enter(fair, ANOTHER).assertNotTerminated();
        enter(fair, ANOTHER).assertFailedWith(TooMany.class);

        underWay.get(0).complete("in");
        first.assertItem("in");
        enter(fair, ADDRESS).assertNotTerminated();
    }

    private UniAssertSubscriber<String> enter() {
        return enter(bulkhead, ADDRESS);
    }

    private UniAssertSubscriber<String> enter(LoginBulkhead bulkhead, String address) {
        return bulkhead.enter(address, () -> Uni.createFrom().<String>emitter(underWay::add))
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create());
    }

    private record Limits(int atOnce) implements LimitConfig {

        @Override
        public int perName() {
            return 20;
        }

        @Override
        public int perAddress() {
            return 300;
        }

        @Override
        public Duration window() {
            return Duration.ofMinutes(1);
        }
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
