package chat.parley.deploy.system;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.common.testing.Patience;
import chat.parley.deploy.client.Login;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StackExtension.class)
class LogoutTest {

    /** Five seconds are promised; how long it takes is measured where nothing else runs (FAULTS 15). */
    private static final Duration PATIENCE = Patience.LIMIT;

    private static final int UNAUTHORIZED = 4001;

    @Test
    void logoutClosesTheSocketsOfThatLoginOnEveryGatewayAndNoOther(RunningStack stack) {
        var user = stack.newUser("ada");
        var otherLogin = stack.logInAgain(user);
        try (var first = stack.gateway(0);
                var second = stack.gateway(1);
                var here = first.open(user);
                var there = second.open(user);
                var other = second.open(otherLogin)) {
            stack.api().logOut(user);

            assertThat(here.awaitClose(PATIENCE)).isEqualTo(UNAUTHORIZED);
            assertThat(there.awaitClose(PATIENCE)).isEqualTo(UNAUTHORIZED);
            assertThat(other.isOpen()).isTrue();
        }
    }

    @Test
    void aLoginThatIsEndedInV1ClosesItsSocketsOnEveryGatewayAndNoOther(RunningStack stack) {
        var user = stack.newUser("ada");
        try (var here = V1Socket.open(stack.gatewayAddress(0), user);
                var there = V1Socket.open(stack.gatewayAddress(1), user);
                var other = V1Socket.open(stack.gatewayAddress(1), stack.logInAgain(user))) {

            endInV1(stack, user);

            assertThat(List.of(here, there))
                    .allSatisfy(socket ->
                            assertThat(socket.closed()).succeedsWithin(PATIENCE).isEqualTo(UNAUTHORIZED));
            assertThat(other.closed()).isNotDone();
        }
    }

    @Test
    void aLoginThatIsEndedWhileRedisForgetsClosesItsSocketsAllTheSameAndOpensNoOther(RunningStack stack)
            throws Exception {
        var user = stack.newUser("ada");
        try (var here = V1Socket.open(stack.gatewayAddress(0), user);
                var there = V1Socket.open(stack.gatewayAddress(1), user)) {

            stack.emptyRedis();
            endInV1(stack, user);
            stack.emptyRedis();

            assertThat(List.of(here, there))
                    .allSatisfy(socket ->
                            assertThat(socket.closed()).succeedsWithin(PATIENCE).isEqualTo(UNAUTHORIZED));
        }
        for (var node : List.of(0, 1)) {
            try (var late = V1Socket.open(stack.gatewayAddress(node), user)) {
                assertThat(late.closed()).succeedsWithin(PATIENCE).isEqualTo(UNAUTHORIZED);
                assertThat(late.frames("hello")).isEmpty();
            }
        }
    }

    @Test
    void anEndedLoginOpensNoSocket(RunningStack stack) {
        var user = stack.newUser("ada");
        stack.api().logOut(user);

        try (var socket = stack.api().open(user)) {
            assertThat(socket.awaitClose(PATIENCE)).isEqualTo(UNAUTHORIZED);
        }
    }

    private static void endInV1(RunningStack stack, Login user) {
        stack.api()
                .call("DELETE", "/api/v1/sessions/current", user.access(), null)
                .expect(204);
    }
}
