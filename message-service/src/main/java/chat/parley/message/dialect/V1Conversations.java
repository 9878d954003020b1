package chat.parley.message.dialect;

import chat.parley.common.failure.InvalidRequest;
import chat.parley.common.http.PublicUrl;
import chat.parley.common.identity.Caller;
import chat.parley.common.paging.Cursor;
import chat.parley.common.paging.Listing;
import chat.parley.message.conversation.Conversation;
import chat.parley.message.conversation.Conversations;
import chat.parley.message.conversation.Membership;
import chat.parley.message.conversation.Memberships;
import chat.parley.message.message.MessageKey;
import chat.parley.message.message.Messages;
import chat.parley.message.message.PostedMessages;
import chat.parley.message.message.Refusal;
import chat.parley.message.profile.People;
import chat.parley.message.profile.Profile;
import chat.parley.message.receipt.Member;
import chat.parley.message.receipt.Receipts;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.NotFoundException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The caller's conversations, as {@code v1} lists them. */
@ApplicationScoped
class V1Conversations {

    private static final String LIST = "conversations";

    private final Memberships memberships;
    private final Conversations conversations;
    private final Messages messages;
    private final PostedMessages postedMessages;
    private final Receipts receipts;
    private final People people;
    private final V1Messages views;
    private final PublicUrl address;

    V1Conversations(
            Memberships memberships,
            Conversations conversations,
            Messages messages,
            PostedMessages postedMessages,
            Receipts receipts,
            People people,
            V1Messages views,
            PublicUrl address) {
        this.memberships = memberships;
        this.conversations = conversations;
        this.messages = messages;
        this.postedMessages = postedMessages;
        this.receipts = receipts;
        this.people = people;
        this.views = views;
        this.address = address;
    }

    /** @param cursor null for the first page */
    Uni<Listing<V1ConversationView>> page(Caller caller, String cursor, int limit) {
        return V1Messages.patiently(memberships
                .of(caller.userId(), cursor == null ? null : before(cursor), limit + 1)
                .map(found -> Listing.of(found, limit, V1Conversations::cursor))
                .chain(page -> views(caller, page.items()).map(shown -> new Listing<>(shown, page.next()))));
    }

    /** @throws NotFoundException when it is none of the caller's */
    Uni<V1ConversationView> one(Caller caller, UUID id) {
        return V1Messages.patiently(memberships
                .find(caller.userId(), id)
                .map(found -> found.orElseThrow(NotFoundException::new))
                .chain(membership -> views(caller, List.of(membership)))
                .map(List::getFirst));
    }

    /**
     * The conversation with this user. Until somebody writes, it is in the list of nobody but who opened it; so it matters
     * to nobody whether the two may write to each other.
     */
    Uni<Opened> open(Caller caller, UUID other) {
        if (other.equals(caller.userId())) {
            throw InvalidRequest.of("with", Refusal.ONESELF.failure());
        }
        var direct = Conversation.direct(caller.userId(), other);
        return V1Messages.patiently(people.find(caller, other)
                .invoke(found -> found.orElseThrow(Refusal.UNKNOWN_USER::failure))
                .chain(() -> conversations.open(direct, caller.userId()))
                .chain(isNew -> one(caller, direct.id()).map(view -> new Opened(view, isNew))));
    }

    private Uni<List<V1ConversationView>> views(Caller caller, List<Membership> shown) {
        var direct = shown.stream()
                .map(Membership::conversation)
                .filter(Conversation::isDirect)
                .toList();
        return Uni.combine()
                .all()
                .unis(
                        last(shown),
                        receipts.of(direct.stream().map(Conversation::id).toList()),
                        people.shown(caller, usersOf(direct)))
                .with((last, marks, profiles) -> shown.stream()
                        .map(membership -> V1ConversationView.of(
                                membership,
                                members(membership.conversation(), marks, profiles),
                                last.get(membership.conversation().id())))
                        .toList());
    }

    /** The last message of each that has one. */
    private Uni<Map<UUID, V1MessageView>> last(List<Membership> shown) {
        var byId = shown.stream()
                .map(Membership::conversation)
                .filter(conversation -> conversation.lastSeq() > 0)
                .collect(Collectors.toMap(Conversation::id, Function.identity()));
        return messages.find(keys(byId.values()))
                .chain(found -> postedMessages.of(found, byId))
                .map(posted -> posted.stream()
                        .map(views::view)
                        .collect(Collectors.toMap(V1MessageView::conversation, Function.identity())));
    }

    private List<V1ConversationView.MemberView> members(
            Conversation conversation, Map<UUID, List<Member>> marks, Map<UUID, Profile> profiles) {
        return marks.getOrDefault(conversation.id(), List.of()).stream()
                .map(member -> V1ConversationView.MemberView.of(
                        member.userId(), member.mark(), profiles.get(member.userId()), address))
                .toList();
    }

    private static List<MessageKey> keys(Collection<Conversation> conversations) {
        return conversations.stream()
                .map(conversation -> new MessageKey(conversation.id(), conversation.lastSeq()))
                .toList();
    }

    private static List<UUID> usersOf(List<Conversation> direct) {
        return direct.stream()
                .flatMap(conversation -> Stream.of(conversation.low(), conversation.high()))
                .distinct()
                .toList();
    }

    private static Memberships.Before before(String text) {
        var cursor = Cursor.read(text, LIST, 2);
        return new Memberships.Before(cursor.instant(0), cursor.uuid(1));
    }

    private static Cursor cursor(Membership membership) {
        return Cursor.of(LIST, membership.activeAt(), membership.conversation().id());
    }

    /** @param isNew whether it was not there before */
    record Opened(V1ConversationView view, boolean isNew) {}
}
