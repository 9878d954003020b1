package chat.parley.message.delivery;

import chat.parley.common.chat.CommandBatch;
import chat.parley.common.chat.NodeEvent;
import chat.parley.common.chat.Outcome;
import chat.parley.common.tracing.Spans;
import chat.parley.common.tracing.Step;
import chat.parley.common.tracing.Tracing;
import chat.parley.message.conversation.Conversation;
import chat.parley.message.message.Answer;
import chat.parley.message.message.Posted;
import chat.parley.message.message.Typing;
import chat.parley.message.message.Written;
import chat.parley.message.receipt.Advance;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tells the gateway nodes what was committed: messages to their members, then the answers, then receipts to the senders. Each node
 * gets it in commit order, and nothing when it is gone. All of it may be told again; nodes drop what they know.
 */
@ApplicationScoped
public class Delivery {

    private static final Step SEND = Step.send(Step.REDIS, "deliver.{node}");

    private final Tracing tracing;
    private final Nodes nodes;
    private final ReceiptNews receiptNews;
    private final Replays replays;
    private final ChatMessages encode;

    Delivery(Tracing tracing, Nodes nodes, ReceiptNews receiptNews, Replays replays, ChatMessages encode) {
        this.tracing = tracing;
        this.nodes = nodes;
        this.receiptNews = receiptNews;
        this.replays = replays;
        this.encode = encode;
    }

    /** Fails when Redis does not answer; then some of it may have been told. */
    public Uni<Void> deliver(Written written) {
        return written.posted().stream().allMatch(posted -> posted.traceparent() == null)
                ? tell(written)
                : deliverTraced(written);
    }

    private Uni<Void> deliverTraced(Written written) {
        var spans = new Spans();
        return tell(written.following(origin -> spans.add(tracing.follow(origin, SEND))))
                .onFailure()
                .invoke(spans::fail)
                .onTermination()
                .invoke(() -> spans.end());
    }

    private Uni<Void> tell(Written written) {
        var receipts = ReceiptNews.worthTelling(written);
        return nodes.of(users(written, receipts), rooms(written.posted()))
                .chain(where -> nodes.tell(mail(written, where)).chain(() -> tell(receipts, where)))
                .chain(() -> replays.tell(written.answers()));
    }

    /** Nobody waits for them as for a message or an answer, and what they are about must be read first. */
    private Uni<Void> tell(List<Receipt> receipts, Whereabouts where) {
        return receiptNews.of(receipts, where).chain(news -> {
            var mail = new Mail();
            news.forEach(each -> mail.add(List.of(each.receipt().senderId()), where, each::event));
            return nodes.tell(mail);
        });
    }

    /** Tells the node of a socket what it asked to read. */
    public Uni<Void> answer(CommandBatch batch, List<Outcome> outcomes) {
        var mail = new Mail();
        mail.add(new Answer(batch, outcomes, List.of()));
        return nodes.tell(mail);
    }

    /** Messages, then announcements and marks, then answers; but those that wait for a replay come with it. */
    private Mail mail(Written written, Whereabouts where) {
        var mail = new Mail();
        written.posted().forEach(posted -> add(posted, where, mail));
        written.announced().forEach(announced -> announce(announced, where, mail));
        talks(written).forEach(typing -> tell(typing, where, mail));
        reads(written).forEach(advance -> tell(advance, where, mail));
        written.answers().stream().filter(answer -> answer.replays().isEmpty()).forEach(mail::add);
        return mail;
    }

    private void add(Posted posted, Whereabouts where, Mail mail) {
        var message = encode.of(posted);
        var previousAt = posted.message().previousAt();
        var traceparent = posted.traceparent();
        if (posted.conversation().isDirect()) {
            mail.add(
                    audience(posted),
                    where,
                    users -> new NodeEvent.MessagePosted(users, message, previousAt, traceparent));
        } else {
            where.of(posted.conversation().id())
                    .forEach(node ->
                            mail.add(node, new NodeEvent.MessagePosted(List.of(), message, previousAt, traceparent)));
        }
    }

    private void announce(Posted announced, Whereabouts where, Mail mail) {
        var message = encode.of(announced);
        mail.add(List.of(announced.recipientId()), where, users -> new NodeEvent.FileAnnounced(users, message));
    }

    private static void tell(Typing typing, Whereabouts where, Mail mail) {
        var conversation = typing.conversation();
        mail.add(
                List.of(conversation.otherThan(typing.userId())),
                where,
                users -> new NodeEvent.TypingChanged(users, conversation.id(), typing.userId(), typing.on()));
    }

    /** To the reader's own devices, so that they agree on what is unread. Of messages it says nothing: they are others' news. */
    private static void tell(Advance advance, Whereabouts where, Mail mail) {
        var reader = advance.member();
        mail.add(
                List.of(reader.userId()),
                where,
                users -> new NodeEvent.ReceiptAdvanced(
                        users,
                        reader.conversationId(),
                        reader.userId(),
                        advance.after().delivered(),
                        advance.after().read(),
                        List.of(),
                        advance.at()));
    }

    private static Stream<Advance> reads(Written written) {
        return written.advances().stream().filter(Advance::isRead);
    }

    /** In a room nobody is told who is writing. */
    private static Stream<Typing> talks(Written written) {
        return written.typings().stream().filter(typing -> typing.conversation().isDirect());
    }

    private static Set<UUID> users(Written written, List<Receipt> receipts) {
        return Stream.of(
                        written.posted().stream().flatMap(each -> audience(each).stream()),
                        written.announced().stream().map(Posted::recipientId),
                        talks(written).map(typing -> typing.conversation().otherThan(typing.userId())),
                        reads(written).map(advance -> advance.member().userId()),
                        receipts.stream().map(Receipt::senderId))
                .flatMap(users -> users)
                .collect(Collectors.toSet());
    }

    private static List<UUID> audience(Posted posted) {
        var conversation = posted.conversation();
        return conversation.isDirect() ? List.of(conversation.low(), conversation.high()) : List.of();
    }

    private static Set<UUID> rooms(List<Posted> posted) {
        return posted.stream()
                .map(Posted::conversation)
                .filter(conversation -> !conversation.isDirect())
                .map(Conversation::id)
                .collect(Collectors.toSet());
    }
}
