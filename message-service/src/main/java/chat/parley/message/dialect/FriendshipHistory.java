package chat.parley.message.dialect;

import chat.parley.common.http.PublicUrl;
import chat.parley.common.identity.Caller;
import chat.parley.common.paging.Page;
import chat.parley.message.conversation.Conversation;
import chat.parley.message.conversation.Conversations;
import chat.parley.message.delivery.ChatMessages;
import chat.parley.message.friendship.FriendshipLink;
import chat.parley.message.message.MessageHistory;
import chat.parley.message.message.Messages;
import chat.parley.message.message.Posted;
import chat.parley.message.message.Stretch;
import chat.parley.message.receipt.Member;
import chat.parley.message.receipt.Receipts;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** History as {@code friendship} pages it. What is returned counts as received, and its senders are told. */
@ApplicationScoped
class FriendshipHistory {

    private final Conversations conversations;
    private final Messages messages;
    private final MessageHistory history;
    private final Receipts receipts;
    private final Reception reception;
    private final ChatMessages encode;
    private final PublicUrl address;

    FriendshipHistory(
            Conversations conversations,
            Messages messages,
            MessageHistory history,
            Receipts receipts,
            Reception reception,
            ChatMessages encode,
            PublicUrl address) {
        this.conversations = conversations;
        this.messages = messages;
        this.history = history;
        this.receipts = receipts;
        this.reception = reception;
        this.encode = encode;
        this.address = address;
    }

    /** @param self absolute URL of this page */
    Uni<Page<FriendshipMessageView>> page(Caller caller, FriendshipLink link, FriendshipHistoryQuery query, URI self) {
        return conversations
                .find(link.conversationId())
                .map(found -> found.orElse(link.conversation()))
                .chain(conversation -> stretch(conversation, query)
                        .chain(stretch -> history.of(conversation, stretch.page(query.page()))
                                .call(page -> reception.of(caller, conversation.id(), page))
                                .chain(page -> views(page, link))
                                .map(views -> Page.of(stretch.count(), views, query.page(), self))));
    }

    /** A date and a message together: what satisfies both. */
    private Uni<Stretch> stretch(Conversation conversation, FriendshipHistoryQuery query) {
        return Uni.combine()
                .all()
                .unis(byMessage(conversation, query), byDate(conversation, query))
                .with((byMessage, byDate) -> new Stretch(
                        Math.max(byMessage.from(), byDate.from()),
                        Math.min(byMessage.to(), byDate.to()),
                        byMessage.newestFirst()));
    }

    private Uni<Stretch> byMessage(Conversation conversation, FriendshipHistoryQuery query) {
        var last = conversation.lastSeq();
        if (query.messageId() == null) {
            return Uni.createFrom().item(cut(query, last, 1, last));
        }
        return messages.seqOf(conversation.id(), query.messageId())
                .map(found -> found.orElseThrow(FriendshipHistoryQuery::invalid))
                .map(seq -> cut(query, last, seq, seq));
    }

    private Uni<Stretch> byDate(Conversation conversation, FriendshipHistoryQuery query) {
        var last = conversation.lastSeq();
        if (query.first() == null) {
            return Uni.createFrom().item(cut(query, last, 1, last));
        }
        return switch (query.direction()) {
            case AFTER ->
                messages.firstAt(conversation.id(), query.first())
                        .map(found -> cut(query, last, found.orElse(last + 1), last));
            case BEFORE ->
                messages.lastAt(conversation.id(), query.last()).map(found -> cut(query, last, 1, found.orElse(0L)));
            case ALL -> Uni.createFrom().item(Stretch.all(last));
        };
    }

    private static Stretch cut(FriendshipHistoryQuery query, long last, long from, long to) {
        return switch (query.direction()) {
            case AFTER -> new Stretch(from, last, false);
            case BEFORE -> new Stretch(1, to, true);
            case ALL -> Stretch.all(last);
        };
    }

    private Uni<List<FriendshipMessageView>> views(List<Posted> page, FriendshipLink link) {
        return page.isEmpty()
                ? Uni.createFrom().item(List.of())
                : receipts.of(link.conversationId())
                        .map(members -> page.stream()
                                .map(posted -> view(posted, link.friendshipId(), members))
                                .toList());
    }

    private FriendshipMessageView view(Posted posted, UUID friendshipId, Map<UUID, Member> members) {
        var receiver = members.getOrDefault(posted.recipientId(), Member.without(posted.recipientId()));
        return FriendshipMessageView.of(encode.of(posted), friendshipId, receiver, address);
    }
}
