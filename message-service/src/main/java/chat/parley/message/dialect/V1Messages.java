package chat.parley.message.dialect;

import chat.parley.common.chat.Command;
import chat.parley.common.chat.Target;
import chat.parley.common.failure.Unavailable;
import chat.parley.common.http.PublicUrl;
import chat.parley.common.identity.Caller;
import chat.parley.common.paging.Listing;
import chat.parley.message.command.Commands;
import chat.parley.message.conversation.Conversation;
import chat.parley.message.conversation.Conversations;
import chat.parley.message.delivery.ChatMessages;
import chat.parley.message.message.MessageHistory;
import chat.parley.message.message.Posted;
import chat.parley.message.message.SendRefused;
import chat.parley.message.message.Written;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.NotFoundException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Messages of {@code v1} over HTTP. */
@ApplicationScoped
class V1Messages {

    /** A caller waits no longer, as when PostgreSQL hangs. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final Conversations conversations;
    private final MessageHistory history;
    private final Reception reception;
    private final Commands commands;
    private final ChatMessages encode;
    private final PublicUrl address;

    V1Messages(
            Conversations conversations,
            MessageHistory history,
            Reception reception,
            Commands commands,
            ChatMessages encode,
            PublicUrl address) {
        this.conversations = conversations;
        this.history = history;
        this.reception = reception;
        this.commands = commands;
        this.encode = encode;
        this.address = address;
    }

    /**
     * A page, oldest first. What is returned counts as delivered.
     *
     * @throws NotFoundException when it is no conversation of the caller's
     */
    Uni<Listing<V1MessageView>> page(Caller caller, UUID conversationId, V1HistoryQuery query) {
        return patiently(conversations
                .find(conversationId)
                .map(found -> found.filter(conversation -> conversation.has(caller.userId()))
                        .orElseThrow(NotFoundException::new))
                .chain(conversation -> history.of(conversation, query.stretch(conversation))
                        .call(page -> received(caller, conversation, page))
                        .map(page -> query.page(
                                conversation, page.stream().map(this::view).toList()))));
    }

    /**
     * Sends. When this fails with {@link Unavailable} it is not known whether it was written, and sending it again settles it.
     *
     * @throws NotFoundException when it is no conversation of the caller's
     * @throws SendRefused when the caller may not write to it
     */
    Uni<Posted> send(Caller caller, UUID conversationId, Command.Send send) {
        return patiently(commands.carryOut(caller, new Target.OfConversation(conversationId), send)
                .map(Written::sent)
                .onFailure(SendRefused.class)
                .transform(V1Refusals::of));
    }

    /** Everything up to this seq has been read; marks never go back, and never past the last message. */
    Uni<Void> read(Caller caller, UUID conversationId, long seq) {
        return patiently(commands.carryOut(caller, new Target.OfConversation(conversationId), new Command.MarkRead(seq))
                .invoke(Written::check)
                .onFailure(SendRefused.class)
                .transform(V1Refusals::of)
                .replaceWithVoid());
    }

    V1MessageView view(Posted posted) {
        return V1MessageView.of(encode.of(posted), address);
    }

    /** In a room nobody keeps account of who has received what. */
    private Uni<Void> received(Caller caller, Conversation conversation, List<Posted> page) {
        return conversation.isDirect()
                ? reception.of(caller, conversation.id(), page)
                : Uni.createFrom().voidItem();
    }

    static <T> Uni<T> patiently(Uni<T> asked) {
        return asked.ifNoItem()
                .after(PATIENCE)
                .failWith(() -> new Unavailable("There is no answer in time; it is safe to try again."));
    }
}
