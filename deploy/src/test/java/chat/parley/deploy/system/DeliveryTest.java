package chat.parley.deploy.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.parley.deploy.client.ChatSocket;
import chat.parley.deploy.client.Frames;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StackExtension.class)
class DeliveryTest {

    private static final int MESSAGES = 2_000;

    /** Nobody waits for an answer before the next send, and both sides have a socket on both gateways. */
    @Test
    void pipelinedSendsReachEverySocketOnceAndInOrder(RunningStack stack) throws Exception {
        var conversation = Conversation.of(stack);
        try (var first = stack.gateway(0);
                var second = stack.gateway(1);
                var sender = first.open(conversation.ada());
                var sendersOther = second.open(conversation.ada());
                var reader = first.open(conversation.ben());
                var readersOther = second.open(conversation.ben())) {
            var texts = IntStream.rangeClosed(1, MESSAGES)
                    .mapToObj(i -> "message " + i)
                    .toList();

            texts.forEach(text -> sender.send(Frames.message(conversation.channel(), text)));

            for (var socket : List.of(sender, sendersOther, reader, readersOther)) {
                awaitMessages(conversation, socket);
                assertThat(conversation.said(socket.frames())).containsExactlyElementsOf(texts);
            }
            assertThat(conversation.history(stack.api())).containsExactlyElementsOf(texts);
            assertThat(conversation.seqs(stack))
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, MESSAGES).boxed().toList());
        }
    }

    /** Two who write at the same time see the same order, whichever it is. */
    @Test
    void bothSidesSeeOneOrder(RunningStack stack) {
        var conversation = Conversation.of(stack);
        try (var first = stack.gateway(0);
                var second = stack.gateway(1);
                var ada = first.open(conversation.ada());
                var ben = second.open(conversation.ben())) {
            for (var i = 0; i < MESSAGES / 4; i++) {
                ada.send(Frames.message(conversation.channel(), "ada " + i));
                ben.send(Frames.message(conversation.channel(), "ben " + i));
            }

            await().atMost(Duration.ofSeconds(60))
                    .until(() -> conversation.said(ada.frames()).size() >= MESSAGES / 2
                            && conversation.said(ben.frames()).size() >= MESSAGES / 2);

            var order = conversation.history(stack.api());
            assertThat(order).hasSize(MESSAGES / 2);
            assertThat(conversation.said(ada.frames())).containsExactlyElementsOf(order);
            assertThat(conversation.said(ben.frames())).containsExactlyElementsOf(order);
        }
    }

    private static void awaitMessages(Conversation conversation, ChatSocket socket) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> conversation.said(socket.frames()).size() >= MESSAGES || !socket.isOpen());
    }
}
