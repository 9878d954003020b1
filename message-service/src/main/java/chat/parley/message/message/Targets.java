package chat.parley.message.message;

import chat.parley.common.chat.CommandBatch;
import chat.parley.common.chat.ConversationId;
import chat.parley.common.chat.Target;
import chat.parley.message.conversation.Conversation;
import chat.parley.message.friendship.FriendshipLink;
import chat.parley.message.friendship.FriendshipLinks;
import chat.parley.message.profile.Profiles;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Resolves how clients name the conversation they mean. */
@ApplicationScoped
public class Targets {

    private final Pool pool;
    private final FriendshipLinks links;
    private final Profiles profiles;
    private final Messages messages;

    public Targets(Pool pool, FriendshipLinks links, Profiles profiles, Messages messages) {
        this.pool = pool;
        this.links = links;
        this.profiles = profiles;
        this.messages = messages;
    }

    /** An ask for each batch, in their order. */
    public Uni<List<Ask>> resolve(List<CommandBatch> batches) {
        var friendships = batches.stream()
                .map(CommandBatch::target)
                .filter(Target.OfFriendship.class::isInstance)
                .map(target -> ((Target.OfFriendship) target).id())
                .collect(Collectors.toSet());
        var users = batches.stream()
                .map(CommandBatch::target)
                .filter(Target.OfUser.class::isInstance)
                .map(target -> ((Target.OfUser) target).id())
                .collect(Collectors.toSet());
        var numbered = batches.stream()
                .filter(batch -> batch.target() instanceof Target.OfMessage)
                .map(Targets::numbered)
                .collect(Collectors.toSet());
        return Uni.combine()
                .all()
                .unis(links.find(friendships, pool), profiles.known(users, pool), messages.numbered(numbered, pool))
                .with(Known::new)
                .map(known -> batches.stream().map(batch -> ask(batch, known)).toList());
    }

    private static Ask ask(CommandBatch batch, Known known) {
        return switch (batch.target()) {
            case Target.OfFriendship target ->
                ofFriendship(batch, known.friendships().get(target.id()));
            case Target.OfUser target ->
                ofUser(batch, target.id(), known.users().contains(target.id()));
            case Target.OfConversation target -> Ask.conversation(batch, target.id());
            case Target.OfMessage _ -> ofMessage(batch, known.messages().get(numbered(batch)));
            case Target.OfLobby _ -> Ask.conversation(batch, ConversationId.LOBBY);
            case Target.OfAll _, Target.OfNode _ -> Ask.refused(batch, Refusal.UNKNOWN_CONVERSATION);
        };
    }

    /** Somebody else's friendship, or one that is no more, is as unknown as one that never was. */
    private static Ask ofFriendship(CommandBatch batch, FriendshipLink link) {
        if (link == null) {
            return Ask.unheardOf(batch, Refusal.UNKNOWN_CHANNEL);
        }
        return link.isOf(batch.sender().userId())
                ? Ask.direct(batch, link.conversation())
                : Ask.refused(batch, Refusal.UNKNOWN_CHANNEL);
    }

    private static Ask ofUser(CommandBatch batch, UUID other, boolean isKnown) {
        var user = batch.sender().userId();
        if (user.equals(other)) {
            return Ask.refused(batch, Refusal.ONESELF);
        }
        return isKnown
                ? Ask.direct(batch, Conversation.direct(user, other))
                : Ask.unheardOf(batch, Refusal.UNKNOWN_USER);
    }

    private static Ask ofMessage(CommandBatch batch, Message message) {
        return message == null
                ? Ask.refused(batch, Refusal.UNKNOWN_MESSAGE)
                : Ask.conversation(batch, message.conversationId());
    }

    private static NumberedMessage numbered(CommandBatch batch) {
        var target = (Target.OfMessage) batch.target();
        return new NumberedMessage(batch.sender().userId(), target.number());
    }

    /** What we have heard of, of what the batches name. */
    private record Known(
            Map<UUID, FriendshipLink> friendships, Set<UUID> users, Map<NumberedMessage, Message> messages) {}
}
