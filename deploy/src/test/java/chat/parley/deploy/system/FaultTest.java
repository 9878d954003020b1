package chat.parley.deploy.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** kill -9 of each process while two people chat: what was acknowledged is there, once, and in order. */
@ExtendWith(StackExtension.class)
class FaultTest {

    private static final int ROUNDS = 30;
    private static final int BURST = 10;
    private static final int KILL_IN_ROUND = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "message-service-1",
                "message-service-2",
                "chat-gateway-1",
                "chat-gateway-2",
                "auth-service",
                "user-service",
                "friendship-service"
            })
    void aKilledProcessCostsNoMessageAndDoublesNone(String victim, RunningStack stack) throws Exception {
        var conversation = Conversation.of(stack);
        try (var ada = new Correspondent(stack.api(), conversation.ada(), conversation.channel());
                var ben = new Correspondent(stack.api(), conversation.ben(), conversation.channel())) {

            chatWhile(victim, stack, ada, ben);

            stack.awaitReady(victim);
            await().atMost(PATIENCE).until(() -> ada.settled() & ben.settled());
            var history = conversation.history(stack.api());
            assertThat(from("ada", history)).containsExactlyElementsOf(ada.sent());
            assertThat(from("ben", history)).containsExactlyElementsOf(ben.sent());
            assertThat(ada.acknowledged()).hasSize(ROUNDS * BURST);
            assertThat(ben.acknowledged()).hasSize(ROUNDS * BURST);
            assertThat(conversation.seqs(stack))
                    .containsExactlyElementsOf(LongStream.rangeClosed(1, 2L * ROUNDS * BURST)
                            .boxed()
                            .toList());
        }
    }

    /** Each round is a burst of both that nobody waits for; the next begins when half of them are through at most. */
    private static void chatWhile(String victim, RunningStack stack, Correspondent ada, Correspondent ben) {
        for (var round = 0; round < ROUNDS; round++) {
            for (var i = 0; i < BURST; i++) {
                ada.send("ada " + round + "." + i);
                ben.send("ben " + round + "." + i);
            }
            if (round == KILL_IN_ROUND) {
                stack.kill(victim);
            }
            var most = (round + 1) * BURST - BURST / 2;
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> through(ada, most) & through(ben, most));
        }
    }

    private static boolean through(Correspondent correspondent, int messages) {
        return correspondent.settled() || correspondent.acknowledged().size() >= messages;
    }

    private static List<String> from(String name, List<String> history) {
        return history.stream().filter(text -> text.startsWith(name + " ")).toList();
    }
}
