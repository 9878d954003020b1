package chat.parley.message.message;

import chat.parley.message.conversation.Conversation;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/** What was said in a conversation. */
@ApplicationScoped
public class MessageHistory {

    private final Messages messages;
    private final PostedMessages postedMessages;

    public MessageHistory(Messages messages, PostedMessages postedMessages) {
        this.messages = messages;
        this.postedMessages = postedMessages;
    }

    /** The messages of a stretch, in its direction. */
    public Uni<List<Posted>> of(Conversation conversation, Stretch stretch) {
        return stretch.count() == 0
                ? Uni.createFrom().item(List.of())
                : messages.range(conversation.id(), stretch.from(), stretch.to())
                        .chain(found -> postedMessages.of(found, Map.of(conversation.id(), conversation)))
                        .map(found -> stretch.newestFirst() ? found.reversed() : found);
    }
}
