package chat.parley.deploy.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two friends on two gateways, and what each is shown of the other. */
@ExtendWith(StackExtension.class)
class PresenceTest {

    private static final Duration A_WHILE = Duration.ofSeconds(1);

    /** The lease of a dead node, a round of who looks for those, and a slow machine. */
    private static final Duration AFTER_A_DEATH = Duration.ofSeconds(90);

    @Test
    void friendsSeeEachOtherComeAndGo(RunningStack stack) {
        var ada = SocialClient.register(stack, "ada");
        var ben = friendOf(ada, stack);
        try (var adas = ada.connect(stack, 0)) {
            assertThat(adas.groupUsers()).containsExactly(ada.id());
            adas.awaitStatus(ada.id(), "online");

            try (var bens = ben.connect(stack, 1)) {
                assertThat(bens.groupUsers()).containsExactly(ada.id(), ben.id());
                adas.awaitStatus(ben.id(), "online");
            }

            adas.awaitStatus(ben.id(), "offline");
            assertThat(adas.statusesOf(ben.id())).containsExactly("online", "offline");
        }
    }

    @Test
    void ofSeveralSocketsOnSeveralGatewaysTheLastCountsWhateverItsDialect(RunningStack stack) {
        var ada = SocialClient.register(stack, "ada");
        var ben = friendOf(ada, stack);
        try (var adas = ada.connect(stack, 0)) {
            var bens = ben.connect(stack, 0);
            var bensOther = ben.connect(stack, 1);
            var bensLobby = TextSocket.open(stack.gatewayAddress(1), "/ws", ben.access());
            adas.awaitStatus(ben.id(), "online");

            bens.close();
            bensOther.close();
            await().during(A_WHILE)
                    .until(() -> adas.lastStatusOf(ben.id()).orElseThrow().equals("online"));
            bensLobby.close();

            adas.awaitStatus(ben.id(), "offline");
            assertThat(adas.statusesOf(ben.id())).containsExactly("online", "offline");
        }
    }

    @Test
    void statusThatSomebodyChoosesIsShownToFriendsAndOnTheirOwnSockets(RunningStack stack) {
        var ada = SocialClient.register(stack, "ada");
        var ben = friendOf(ada, stack);
        try (var adas = ada.connect(stack, 0);
                var bens = ben.connect(stack, 1)) {
            adas.awaitStatus(ben.id(), "online");

            ben.setStatus("busy");
            adas.awaitStatus(ben.id(), "busy");
            bens.awaitStatus(ben.id(), "busy");
            ben.setStatus("away");

            adas.awaitStatus(ben.id(), "away");
            bens.awaitStatus(ben.id(), "away");
            assertThat(adas.statusesOf(ben.id())).containsExactly("online", "busy", "away");
        }
    }

    @Test
    void whoBecomeFriendsAreShownToOneAnotherAndWhoAreFriendsNoMoreAreNot(RunningStack stack) {
        var ada = SocialClient.register(stack, "ada");
        var ben = SocialClient.register(stack, "ben");
        var eve = friendOf(ben, stack);
        try (var adas = ada.connect(stack, 0);
                var eves = eve.connect(stack, 0)) {
            var bens = ben.connect(stack, 1);
            bens.awaitStatus(ben.id(), "online");
            ada.ask(ben);
            ben.accept(ada);
            adas.awaitStatus(ben.id(), "online");
            bens.awaitStatus(ada.id(), "online");

            ada.removeFriend(ben);
            adas.awaitStatus(ben.id(), "offline");
            bens.awaitStatus(ada.id(), "offline");
            bens.close();
            // Whoever comes back before anybody has looked was never away, and that is no news.
            eves.awaitStatus(ben.id(), "offline");
            try (var again = ben.connect(stack, 1)) {
                again.awaitStatus(ben.id(), "online");

                assertThat(again.groupUsers()).containsExactly(ben.id(), eve.id());
                assertThat(adas.statusesOf(ben.id())).containsExactly("online", "offline");
            }
        }
    }

    @Test
    void friendsOnAGatewayThatDiesAreOfflineAndThoseWithAnotherSocketAreNot(RunningStack stack) {
        var ada = SocialClient.register(stack, "ada");
        var ben = friendOf(ada, stack);
        var eve = friendOf(ada, stack);
        try (var adas = ada.connect(stack, 0)) {
            var bens = ben.connect(stack, 1);
            var eves = eve.connect(stack, 1);
            var evesOther = eve.connect(stack, 0);
            adas.awaitStatus(ben.id(), "online");
            adas.awaitStatus(eve.id(), "online");

            stack.kill("chat-gateway-2");
            adas.awaitStatus(ben.id(), "offline", AFTER_A_DEATH);
            assertThat(adas.statusesOf(eve.id())).containsExactly("online");
            stack.awaitReady("chat-gateway-2");
            try (var bensAgain = ben.connect(stack, 1)) {

                adas.awaitStatus(ben.id(), "online");
                assertThat(bensAgain.groupUsers()).containsExactly(ada.id(), ben.id());
            }
            bens.close();
            eves.close();
            evesOther.close();
        }
    }

    @Test
    void presenceIsRightAgainAfterRedisWasEmptied(RunningStack stack) {
        var ada = SocialClient.register(stack, "ada");
        var ben = friendOf(ada, stack);
        var eve = friendOf(ada, stack);
        try (var adas = ada.connect(stack, 0);
                var eves = eve.connect(stack, 0)) {
            var bens = ben.connect(stack, 1);
            adas.awaitStatus(ben.id(), "online");
            adas.awaitStatus(eve.id(), "online");

            stack.emptyRedis();
            bens.close();

            adas.awaitStatus(ben.id(), "offline", AFTER_A_DEATH);
            try (var bensAgain = ben.connect(stack, 1)) {
                adas.awaitStatus(ben.id(), "online");
                assertThat(bensAgain.groupUsers()).contains(ada.id());
            }
            assertThat(adas.statusesOf(eve.id())).containsExactly("online");
            assertThat(eves.lastStatusOf(ada.id())).contains("online");
        }
    }

    @Test
    void friendsAreToldOfOnceFriendshipServiceIsBack(RunningStack stack) {
        var ada = SocialClient.register(stack, "ada");
        var ben = friendOf(ada, stack);
        try (var adas = ada.connect(stack, 0)) {
            adas.awaitStatus(ada.id(), "online");

            stack.kill("friendship-service");
            try (var bens = ben.connect(stack, 1)) {
                assertThat(bens.groupUsers()).containsExactly(ben.id());
                stack.awaitReady("friendship-service");

                bens.awaitStatus(ada.id(), "online");
                adas.awaitStatus(ben.id(), "online");
            }
        }
    }

    @Test
    void socketClosesWhenItsLoginSessionEnds(RunningStack stack) {
        var ada = SocialClient.register(stack, "ada");
        try (var adas = ada.connect(stack, 0)) {

            ada.logOut();

            assertThat(adas.closeCode()).isEqualTo(4001);
        }
    }

    private static SocialClient friendOf(SocialClient one, RunningStack stack) {
        var friend = SocialClient.register(stack, "friend");
        one.ask(friend);
        friend.accept(one);
        return friend;
    }
}
