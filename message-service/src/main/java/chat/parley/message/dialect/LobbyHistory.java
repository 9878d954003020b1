package chat.parley.message.dialect;

import chat.parley.common.chat.ConversationId;
import chat.parley.message.conversation.Conversation;
import chat.parley.message.conversation.Conversations;
import chat.parley.message.message.MessageHistory;
import chat.parley.message.message.Stretch;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Everything that was said in the lobby. Nobody keeps account of who has received it. */
@ApplicationScoped
class LobbyHistory {

    private final Conversations conversations;
    private final MessageHistory history;

    LobbyHistory(Conversations conversations, MessageHistory history) {
        this.conversations = conversations;
        this.history = history;
    }

    /** Oldest first. */
    Uni<List<LobbyMessageView>> of(LobbyQuery query) {
        return conversations
                .find(ConversationId.LOBBY)
                .map(Optional::orElseThrow)
                .chain(lobby -> history.of(lobby, stretch(lobby, query)))
                .map(said -> said.stream()
                        .map(posted -> LobbyMessageView.of(posted.message()))
                        .toList());
    }

    private static Stretch stretch(Conversation lobby, LobbyQuery query) {
        return Stretch.upTo(Math.min(lobby.lastSeq(), query.before() - 1), query.limit());
    }
}
