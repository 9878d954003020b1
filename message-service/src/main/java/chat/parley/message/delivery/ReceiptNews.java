package chat.parley.message.delivery;

import chat.parley.common.chat.ChatMessage;
import chat.parley.common.chat.NodeEvent;
import chat.parley.message.conversation.Conversation;
import chat.parley.message.message.Messages;
import chat.parley.message.message.Posted;
import chat.parley.message.message.PostedMessages;
import chat.parley.message.message.Written;
import chat.parley.message.receipt.MemberKey;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Puts beside receipts the messages that they are about, for the senders who are there to see it. */
@ApplicationScoped
class ReceiptNews {

    private final Messages messages;
    private final PostedMessages postedMessages;
    private final ChatMessages encode;
    private final DeliveryConfig config;

    ReceiptNews(Messages messages, PostedMessages postedMessages, ChatMessages encode, DeliveryConfig config) {
        this.messages = messages;
        this.postedMessages = postedMessages;
        this.encode = encode;
        this.config = config;
    }

    /** In a room nobody is told who has read what. */
    static List<Receipt> worthTelling(Written written) {
        return written.advances().stream()
                .map(advance -> new Receipt(
                        advance, written.conversations().get(advance.member().conversationId())))
                .filter(receipt -> receipt.conversation().isDirect())
                .toList();
    }

    Uni<List<News>> of(List<Receipt> receipts, Whereabouts where) {
        var seen = receipts.stream()
                .filter(receipt -> where.isOnline(receipt.senderId()))
                .toList();
        if (seen.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return messages.newestOfOthers(seen.stream().map(Receipt::span).toList(), config.messagesPerReceipt())
                .chain(found -> postedMessages.of(found, conversations(seen)))
                .map(posted -> news(seen, posted));
    }

    /** A mark that passes over the reader's own messages alone is no news. */
    private List<News> news(List<Receipt> receipts, List<Posted> posted) {
        var bySender = posted.stream()
                .collect(Collectors.groupingBy(
                        each -> new MemberKey(
                                each.conversation().id(), each.message().senderId()),
                        Collectors.mapping(encode::of, Collectors.toList())));
        return receipts.stream()
                .map(receipt -> new News(
                        receipt,
                        bySender.getOrDefault(
                                new MemberKey(receipt.conversation().id(), receipt.senderId()), List.of())))
                .filter(news -> !news.messages().isEmpty())
                .toList();
    }

    private static Map<UUID, Conversation> conversations(List<Receipt> receipts) {
        return receipts.stream()
                .map(Receipt::conversation)
                .collect(Collectors.toMap(Conversation::id, conversation -> conversation, (one, _) -> one));
    }

    /** A receipt, and the messages that it is about. */
    record News(Receipt receipt, List<ChatMessage> messages) {

        NodeEvent event(List<UUID> users) {
            var advance = receipt.advance();
            return new NodeEvent.ReceiptAdvanced(
                    users,
                    receipt.conversation().id(),
                    receipt.readerId(),
                    advance.after().delivered(),
                    advance.after().read(),
                    messages,
                    advance.at());
        }
    }
}
