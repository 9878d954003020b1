package chat.parley.message.message;

import chat.parley.common.chat.CommandBatch;
import chat.parley.common.chat.ConversationId;
import chat.parley.common.chat.Target;
import chat.parley.message.conversation.Conversation;
import chat.parley.message.friendship.FriendshipLink;
import chat.parley.message.friendship.FriendshipLinks;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Resolves how clients name the conversation they mean. */
@ApplicationScoped
public class Targets {

    private final Pool pool;
    private final FriendshipLinks links;

    public Targets(Pool pool, FriendshipLinks links) {
        this.pool = pool;
        this.links = links;
    }

    /** An ask for each batch, in their order. */
    public Uni<List<Ask>> resolve(List<CommandBatch> batches) {
        var friendships = batches.stream()
                .map(CommandBatch::target)
                .filter(Target.OfFriendship.class::isInstance)
                .map(target -> ((Target.OfFriendship) target).id())
                .collect(Collectors.toSet());
        return links.find(friendships, pool)
                .map(known -> batches.stream().map(batch -> ask(batch, known)).toList());
    }

    private static Ask ask(CommandBatch batch, Map<UUID, FriendshipLink> known) {
        return switch (batch.target()) {
            case Target.OfFriendship target -> ofFriendship(batch, known.get(target.id()));
            case Target.OfUser target -> ofUser(batch, target.id());
            case Target.OfConversation target -> Ask.conversation(batch, target.id());
            case Target.OfLobby _ -> Ask.conversation(batch, ConversationId.LOBBY);
        };
    }

    /** Somebody else's friendship, or one that is no more, is as unknown as one that never was. */
    private static Ask ofFriendship(CommandBatch batch, FriendshipLink link) {
        if (link == null) {
            return Ask.unheardOf(batch);
        }
        return link.isOf(batch.sender().userId())
                ? Ask.direct(batch, link.conversation())
                : Ask.refused(batch, Refusal.UNKNOWN_CHANNEL);
    }

    private static Ask ofUser(CommandBatch batch, UUID other) {
        var user = batch.sender().userId();
        return user.equals(other)
                ? Ask.refused(batch, Refusal.ONESELF)
                : Ask.direct(batch, Conversation.direct(user, other));
    }
}
