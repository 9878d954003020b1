package chat.parley.message.delivery;

import chat.parley.common.chat.NodeEvent;
import chat.parley.message.message.Answer;
import chat.parley.message.message.Messages;
import chat.parley.message.message.Posted;
import chat.parley.message.message.PostedMessages;
import chat.parley.message.message.Replay;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Delivers again what sockets have missed: to the node that asks, for the user or the room of whoever asks, and then
 * the answer. */
@ApplicationScoped
class Replays {

    private final Messages messages;
    private final PostedMessages postedMessages;
    private final Nodes nodes;
    private final ChatMessages encode;

    Replays(Messages messages, PostedMessages postedMessages, Nodes nodes, ChatMessages encode) {
        this.messages = messages;
        this.postedMessages = postedMessages;
        this.nodes = nodes;
        this.encode = encode;
    }

    /** One batch after the other, so that only the messages of one are in memory. */
    Uni<Void> tell(List<Answer> answers) {
        var waiting = answers.stream()
                .filter(answer -> !answer.replays().isEmpty())
                .filter(answer -> answer.batch().node() != null)
                .toList();
        return Multi.createFrom()
                .iterable(waiting)
                .onItem()
                .transformToUniAndConcatenate(this::tell)
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Void> tell(Answer answer) {
        return Multi.createFrom()
                .iterable(answer.replays())
                .onItem()
                .transformToUniAndConcatenate(replay -> posted(replay).map(posted -> events(answer, replay, posted)))
                .collect()
                .asList()
                .map(replayed -> mail(answer, replayed))
                .chain(nodes::tell);
    }

    private Uni<List<Posted>> posted(Replay replay) {
        var conversation = replay.conversation();
        return messages.range(conversation.id(), replay.fromSeq(), replay.toSeq())
                .chain(found -> postedMessages.of(found, Map.of(conversation.id(), conversation)));
    }

    private static Mail mail(Answer answer, List<List<NodeEvent>> replayed) {
        var mail = new Mail();
        replayed.stream()
                .flatMap(List::stream)
                .forEach(event -> mail.add(answer.batch().node(), event));
        mail.add(answer);
        return mail;
    }

    private List<NodeEvent> events(Answer answer, Replay replay, List<Posted> posted) {
        return replay.ofAnnouncement()
                ? posted.stream()
                        .filter(each -> each.message().awaitsAnnouncement())
                        .filter(each -> replay.userId().equals(each.recipientId()))
                        .<NodeEvent>map(each -> new NodeEvent.FileAnnounced(List.of(replay.userId()), encode.of(each)))
                        .toList()
                : posted.stream()
                        .<NodeEvent>map(each -> new NodeEvent.MessagePosted(
                                audience(answer, each),
                                encode.of(each),
                                each.message().previousAt()))
                        .toList();
    }

    /** The node has one place for all sockets in a room, whoever of them asks. */
    private static List<UUID> audience(Answer answer, Posted posted) {
        return posted.conversation().isDirect()
                ? List.of(answer.batch().sender().userId())
                : List.of();
    }
}
