package chat.parley.message.message;

import chat.parley.common.chat.Outcome;
import chat.parley.message.conversation.Conversation;
import chat.parley.message.receipt.Advance;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * What a transaction did. It is committed; now it is to be told.
 *
 * @param answers one for each ask, in their order
 * @param posted the messages, in the order of each conversation; repeats of earlier sends among them, whose first delivery
 *     may have failed
 * @param announced messages whose files their senders have announced
 * @param typings who has begun to write, or has stopped
 * @param advances the marks that have grown
 * @param conversations those that were asked about, by id
 */
public record Written(
        List<Answer> answers,
        List<Posted> posted,
        List<Posted> announced,
        List<Typing> typings,
        List<Advance> advances,
        Map<UUID, Conversation> conversations) {

    /** The same, every traced message of it one step further. */
    public Written following(UnaryOperator<String> step) {
        var followed = posted.stream()
                .map(each -> each.traceparent() == null ? each : each.from(step.apply(each.traceparent())))
                .toList();
        return new Written(answers, followed, announced, typings, advances, conversations);
    }

    /**
     * The message of the one send that was asked for.
     *
     * @throws SendRefused when it was refused
     */
    public Posted sent() {
        return switch (answers.getFirst().outcomes().getFirst()) {
            case Outcome.Accepted _ -> posted.getFirst();
            case Outcome.Refused refused -> throw Refusal.failure(refused);
            case Outcome.Done _, Outcome.Resumed _ -> throw new IllegalStateException("a send is accepted or refused");
        };
    }

    /**
     * Of one command that is not a send: looks whether it was carried out.
     *
     * @throws SendRefused when it was refused
     */
    public void check() {
        if (answers.getFirst().outcomes().getFirst() instanceof Outcome.Refused refused) {
            throw Refusal.failure(refused);
        }
    }
}
