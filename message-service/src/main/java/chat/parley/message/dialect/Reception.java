package chat.parley.message.dialect;

import chat.parley.common.chat.Command;
import chat.parley.common.chat.Target;
import chat.parley.common.identity.Caller;
import chat.parley.message.command.Commands;
import chat.parley.message.message.Posted;
import chat.parley.message.receipt.Member;
import chat.parley.message.receipt.Receipts;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Whoever reads a page of history has received what others sent up to its end, and its senders are told. */
@ApplicationScoped
class Reception {

    private final Receipts receipts;
    private final Commands commands;

    Reception(Receipts receipts, Commands commands) {
        this.receipts = receipts;
        this.commands = commands;
    }

    Uni<Void> of(Caller caller, UUID conversationId, List<Posted> page) {
        return page.stream()
                .map(Posted::message)
                .filter(message -> !message.isBy(caller.userId()))
                .map(message -> message.seq())
                .max(Long::compare)
                .map(seq -> upTo(caller, conversationId, seq))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    /** Reading again is no news, and costs no transaction. */
    private Uni<Void> upTo(Caller caller, UUID conversationId, long seq) {
        return receipts.of(conversationId)
                .map(members -> members.getOrDefault(caller.userId(), Member.without(caller.userId())))
                .chain(member -> member.mark().delivered() >= seq
                        ? Uni.createFrom().voidItem()
                        : commands.carryOut(
                                        caller,
                                        new Target.OfConversation(conversationId),
                                        new Command.MarkDelivered(seq))
                                .replaceWithVoid());
    }
}
