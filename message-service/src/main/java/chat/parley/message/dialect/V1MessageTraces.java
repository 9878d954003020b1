package chat.parley.message.dialect;

import chat.parley.common.chat.ConversationId;
import chat.parley.common.identity.Caller;
import chat.parley.message.conversation.Conversation;
import chat.parley.message.conversation.Conversations;
import chat.parley.message.delivery.PassageQuestions;
import chat.parley.message.message.Message;
import chat.parley.message.message.MessageKey;
import chat.parley.message.message.Messages;
import chat.parley.message.receipt.Member;
import chat.parley.message.receipt.Receipts;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.NotFoundException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts together what the database and the gateways know of a message. */
@ApplicationScoped
class V1MessageTraces {

    private final Messages messages;
    private final Conversations conversations;
    private final Receipts receipts;
    private final PassageQuestions passages;

    V1MessageTraces(Messages messages, Conversations conversations, Receipts receipts, PassageQuestions passages) {
        this.messages = messages;
        this.conversations = conversations;
        this.receipts = receipts;
        this.passages = passages;
    }

    /** @throws NotFoundException when it is in no conversation of the caller's */
    Uni<V1MessageTraceView> of(Caller caller, UUID id) {
        return V1Messages.patiently(messages.placeFor(caller.userId(), id)
                .chain(place -> place.isPresent() ? Uni.createFrom().item(place) : inLobby(id))
                .map(place -> place.orElseThrow(NotFoundException::new))
                .chain(place -> Uni.combine()
                        .all()
                        .unis(messages.find(List.of(place)), conversations.find(place.conversationId()))
                        .with((found, conversation) -> new Found(found.getFirst(), conversation.orElseThrow())))
                .chain(this::trace));
    }

    /** Everybody is a member of the lobby, with a mark there or without. */
    private Uni<Optional<MessageKey>> inLobby(UUID id) {
        return messages.seqOf(ConversationId.LOBBY, id)
                .map(seq -> seq.map(found -> new MessageKey(ConversationId.LOBBY, found)));
    }

    private Uni<V1MessageTraceView> trace(Found found) {
        var message = found.message();
        var conversation = found.conversation();
        return Uni.combine()
                .all()
                .unis(marks(conversation), passages.about(message.id(), users(message, conversation)))
                .with((members, heard) -> V1MessageTraceView.of(message, conversation, members, heard));
    }

    private Uni<Map<UUID, Member>> marks(Conversation conversation) {
        return conversation.isDirect()
                ? receipts.of(conversation.id())
                : Uni.createFrom().item(Map.of());
    }

    private static Set<UUID> users(Message message, Conversation conversation) {
        return Stream.concat(
                        Stream.of(message.senderId()), Stream.ofNullable(conversation.otherThan(message.senderId())))
                .collect(Collectors.toSet());
    }

    private record Found(Message message, Conversation conversation) {}
}
