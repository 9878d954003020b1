package chat.parley.message.message;

import chat.parley.message.conversation.Conversation;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Puts beside messages from history what it takes to tell of them. */
@ApplicationScoped
public class PostedMessages {

    private final Pool pool;
    private final Relations relations;

    public PostedMessages(Pool pool, Relations relations) {
        this.pool = pool;
        this.relations = relations;
    }

    /** @param conversations those of the messages, by id */
    public Uni<List<Posted>> of(List<Message> messages, Map<UUID, Conversation> conversations) {
        var concerned =
                messages.stream().map(Message::conversationId).distinct().toList();
        return relations
                .of(concerned, pool)
                .map(known -> messages.stream()
                        .map(message -> posted(message, conversations, known))
                        .toList());
    }

    private static Posted posted(Message message, Map<UUID, Conversation> conversations, Map<UUID, Relation> known) {
        var id = message.conversationId();
        return new Posted(message, conversations.get(id), known.get(id).friendshipId(), true);
    }
}
