package chat.parley.deploy.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StackExtension.class)
class LogoutTest {

    private static final Duration PROMISED = Duration.ofSeconds(5);
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

            assertThat(here.awaitClose(PROMISED)).isEqualTo(UNAUTHORIZED);
            assertThat(there.awaitClose(PROMISED)).isEqualTo(UNAUTHORIZED);
            assertThat(other.isOpen()).isTrue();
        }
    }

    @Test
    void anEndedLoginOpensNoSocket(RunningStack stack) {
        var user = stack.newUser("ada");
        stack.api().logOut(user);

        try (var socket = stack.api().open(user)) {
            assertThat(socket.awaitClose(PROMISED)).isEqualTo(UNAUTHORIZED);
        }
    }
}
