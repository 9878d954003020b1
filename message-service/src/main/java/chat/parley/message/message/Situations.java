package chat.parley.message.message;

import chat.parley.common.chat.Command;
import chat.parley.message.attachment.Attachments;
import chat.parley.message.conversation.Conversations;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads what decides what becomes of a batch: all that its commands name, in statements that go out together. */
@ApplicationScoped
class Situations {

    private final Conversations conversations;
    private final Relations relations;
    private final Messages messages;
    private final SentMessages sentMessages;
    private final Attachments attachments;

    Situations(
            Conversations conversations,
            Relations relations,
            Messages messages,
            SentMessages sentMessages,
            Attachments attachments) {
        this.conversations = conversations;
        this.relations = relations;
        this.messages = messages;
        this.sentMessages = sentMessages;
        this.attachments = attachments;
    }

    /** Conversations that are written to are locked; all that is read is read after that. */
    Uni<Situation> read(List<Ask> asks, SqlConnection transaction) {
        var written = asks.stream().filter(Ask::writes).map(Ask::conversationId).collect(Collectors.toSet());
        var seen = asks.stream()
                .filter(ask -> ask.refusal() == null && ask.direct() == null)
                .map(Ask::conversationId)
                .filter(id -> !written.contains(id))
                .collect(Collectors.toSet());
        return Uni.combine()
                .all()
                .unis(
                        conversations.lock(written, transaction),
                        conversations.find(seen, transaction),
                        relations.of(governed(asks), transaction),
                        sentMessages.find(sendKeys(asks), transaction),
                        attachments.lock(attachmentIds(asks), transaction),
                        messages.places(namedMessages(asks), transaction),
                        messages.numbered(numberedMessages(asks), transaction))
                .with(Situation::new);
    }

    private static Set<SentKey> sendKeys(List<Ask> asks) {
        var keys = new HashSet<SentKey>();
        for (var ask : asks) {
            sends(ask)
                    .filter(send -> send.clientId() != null)
                    .forEach(send -> keys.add(new SentKey(ask.userId(), send.clientId())));
        }
        return keys;
    }

    private static Set<UUID> attachmentIds(List<Ask> asks) {
        return asks.stream()
                .flatMap(Situations::sends)
                .flatMap(send -> send.attachments().stream())
                .collect(Collectors.toSet());
    }

    /** The conversations for which it matters who may write to whom. */
    private static Set<UUID> governed(List<Ask> asks) {
        return asks.stream()
                .filter(ask -> ask.writes() || commands(ask).anyMatch(Situations::isGoverned))
                .map(Ask::conversationId)
                .collect(Collectors.toSet());
    }

    private static Set<NumberedMessage> numberedMessages(List<Ask> asks) {
        var numbered = new HashSet<NumberedMessage>();
        for (var ask : asks) {
            announcements(ask).forEach(file -> numbered.add(new NumberedMessage(ask.userId(), file.number())));
        }
        return numbered;
    }

    private static Set<NamedMessage> namedMessages(List<Ask> asks) {
        var named = new HashSet<NamedMessage>();
        for (var ask : asks) {
            commands(ask)
                    .filter(Command.MarkMessageRead.class::isInstance)
                    .map(command -> ((Command.MarkMessageRead) command).messageId())
                    .forEach(id -> named.add(new NamedMessage(ask.conversationId(), id)));
        }
        return named;
    }

    private static Stream<Command.Send> sends(Ask ask) {
        return commands(ask).filter(Command.Send.class::isInstance).map(Command.Send.class::cast);
    }

    private static Stream<Command.AnnounceFile> announcements(Ask ask) {
        return commands(ask).filter(Command.AnnounceFile.class::isInstance).map(Command.AnnounceFile.class::cast);
    }

    private static boolean isGoverned(Command command) {
        return command instanceof Command.AnnounceFile || command instanceof Command.Typing;
    }

    private static Stream<Command> commands(Ask ask) {
        return ask.refusal() == null ? ask.batch().commands().stream() : Stream.empty();
    }
}
