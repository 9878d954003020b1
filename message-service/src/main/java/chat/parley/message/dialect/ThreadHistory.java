package chat.parley.message.dialect;

import chat.parley.common.failure.Unavailable;
import chat.parley.common.http.PublicUrl;
import chat.parley.common.identity.Caller;
import chat.parley.message.conversation.Conversation;
import chat.parley.message.conversation.Conversations;
import chat.parley.message.conversation.Correspondence;
import chat.parley.message.conversation.Correspondences;
import chat.parley.message.delivery.ChatMessages;
import chat.parley.message.message.MessageHistory;
import chat.parley.message.message.Messages;
import chat.parley.message.message.Posted;
import chat.parley.message.message.Stretch;
import chat.parley.message.profile.People;
import chat.parley.message.receipt.Member;
import chat.parley.message.receipt.Receipts;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Threads and what is in them, as {@code thread} lists them. What is returned counts as received. */
@ApplicationScoped
class ThreadHistory {

    /** Of somebody with more threads than this the oldest are left out. */
    private static final int MOST_THREADS = 1_000;

    /** A caller waits no longer, as when PostgreSQL hangs. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final Conversations conversations;
    private final Correspondences correspondences;
    private final Messages messages;
    private final MessageHistory history;
    private final Reception reception;
    private final Receipts receipts;
    private final People people;
    private final ChatMessages encode;
    private final PublicUrl address;

    ThreadHistory(
            Conversations conversations,
            Correspondences correspondences,
            Messages messages,
            MessageHistory history,
            Reception reception,
            Receipts receipts,
            People people,
            ChatMessages encode,
            PublicUrl address) {
        this.conversations = conversations;
        this.correspondences = correspondences;
        this.messages = messages;
        this.history = history;
        this.reception = reception;
        this.receipts = receipts;
        this.people = people;
        this.encode = encode;
        this.address = address;
    }

    /**
     * What the caller and this user have written to each other, oldest first.
     *
     * @throws InvalidReceiver when there is no such user, or it is the caller
     */
    Uni<List<ThreadMessageView>> with(Caller caller, UUID other, ThreadHistoryQuery query) {
        return people.find(caller, other)
                .invoke(found ->
                        found.filter(_ -> !other.equals(caller.userId())).orElseThrow(InvalidReceiver::new))
                .chain(() -> conversation(caller, other))
                .chain(conversation -> stretch(conversation, query)
                        .chain(stretch -> history.of(conversation, stretch))
                        .call(page -> reception.of(caller, conversation.id(), page))
                        .chain(page -> views(caller, conversation, page)))
                .ifNoItem()
                .after(PATIENCE)
                .failWith(() -> new Unavailable("The messages cannot be read at the moment; it is safe to try again."));
    }

    /** The caller's threads, the one with the latest message first. */
    Uni<List<ThreadView>> threads(Caller caller) {
        return correspondences
                .of(caller.userId(), MOST_THREADS)
                .chain(threads -> views(caller, threads))
                .ifNoItem()
                .after(PATIENCE)
                .failWith(() -> new Unavailable("The threads cannot be read at the moment; it is safe to try again."));
    }

    private Uni<List<ThreadView>> views(Caller caller, List<Correspondence> threads) {
        var users = threads.stream()
                .flatMap(thread -> Stream.of(thread.first(), thread.second()))
                .collect(Collectors.toSet());
        return people.find(caller, users)
                .map(found -> threads.stream()
                        .map(thread -> ThreadView.of(thread, found, address))
                        .toList());
    }

    private Uni<Conversation> conversation(Caller caller, UUID other) {
        var direct = Conversation.direct(caller.userId(), other);
        return conversations.find(direct.id()).map(found -> found.orElse(direct));
    }

    private Uni<Stretch> stretch(Conversation conversation, ThreadHistoryQuery query) {
        return query.before()
                .map(number -> messages.seqOf(
                                conversation.id(), List.of(conversation.low(), conversation.high()), number)
                        .map(seq -> seq.orElseThrow(() -> ThreadInvalid.of("before", "Message not found"))))
                .orElseGet(() -> Uni.createFrom().item(conversation.lastSeq() + 1))
                .map(seq -> Stretch.upTo(seq - 1, query.limit()));
    }

    private Uni<List<ThreadMessageView>> views(Caller caller, Conversation conversation, List<Posted> page) {
        if (page.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return Uni.combine()
                .all()
                .unis(
                        correspondences.number(conversation.id()),
                        people.find(caller, List.of(conversation.low(), conversation.high())),
                        receipts.of(conversation.id()))
                .with((number, known, members) -> page.stream()
                        .map(posted -> ThreadMessageView.of(
                                encode.of(posted),
                                number,
                                known,
                                members.getOrDefault(posted.recipientId(), Member.without(posted.recipientId())),
                                address))
                        .toList());
    }

    /** One message as it stands now. */
    Uni<ThreadMessageView> view(Caller caller, Posted posted) {
        return views(caller, posted.conversation(), List.of(posted)).map(List::getFirst);
    }
}
