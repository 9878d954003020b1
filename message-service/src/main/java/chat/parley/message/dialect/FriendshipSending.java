package chat.parley.message.dialect;

import chat.parley.common.chat.Command;
import chat.parley.common.chat.Target;
import chat.parley.common.failure.Invalid;
import chat.parley.common.http.Fields;
import chat.parley.common.http.Ids;
import chat.parley.common.http.PublicUrl;
import chat.parley.common.http.UploadedFile;
import chat.parley.common.identity.Caller;
import chat.parley.message.attachment.Attachment;
import chat.parley.message.attachment.Uploads;
import chat.parley.message.command.Commands;
import chat.parley.message.delivery.ChatMessages;
import chat.parley.message.friendship.FriendshipLink;
import chat.parley.message.friendship.FriendshipNotFound;
import chat.parley.message.friendship.Friendships;
import chat.parley.message.message.MessageKey;
import chat.parley.message.message.Messages;
import chat.parley.message.message.MessagingConfig;
import chat.parley.message.message.Posted;
import chat.parley.message.message.Refusal;
import chat.parley.message.receipt.Member;
import chat.parley.message.receipt.Receipts;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Sends and marks as {@code friendship} asks for them over HTTP. */
@ApplicationScoped
class FriendshipSending {

    private final Friendships friendships;
    private final Uploads uploads;
    private final Commands commands;
    private final Messages messages;
    private final Receipts receipts;
    private final ChatMessages encode;
    private final MessagingConfig config;
    private final PublicUrl address;

    FriendshipSending(
            Friendships friendships,
            Uploads uploads,
            Commands commands,
            Messages messages,
            Receipts receipts,
            ChatMessages encode,
            MessagingConfig config,
            PublicUrl address) {
        this.friendships = friendships;
        this.uploads = uploads;
        this.commands = commands;
        this.messages = messages;
        this.receipts = receipts;
        this.encode = encode;
        this.config = config;
        this.address = address;
    }

    Uni<FriendshipMessageView> send(Caller caller, Fields fields) {
        var channel = fields.given("channel").orElseThrow(() -> new Invalid("missing-channel", "Channel is required."));
        var content = content(fields);
        var clientId = clientId(fields);
        var files = files(fields, content);
        var id = Ids.parse(channel).orElseThrow(FriendshipNotFound::new);
        return friendships
                .of(caller, id)
                .chain(link -> keep(caller, files)
                        .map(media -> new Command.Send(clientId, content, media))
                        .chain(send -> commands.carryOut(caller, new Target.OfFriendship(id), send))
                        .chain(written -> view(written.sent(), link)));
    }

    Uni<Void> seen(Caller caller, Fields fields) {
        var text =
                fields.given("message_id").orElseThrow(() -> new Invalid("missing-message", "message_id is required."));
        return Ids.parse(text)
                .map(id -> messages.placeFor(caller.userId(), id))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()))
                .map(place -> place.orElseThrow(Refusal.UNKNOWN_MESSAGE::failure))
                .call(place -> checkReceiver(caller, place))
                .chain(place -> commands.carryOut(
                        caller, new Target.OfConversation(place.conversationId()), new Command.MarkRead(place.seq())))
                .replaceWithVoid();
    }

    /** Nobody sees what they wrote themselves. */
    private Uni<Void> checkReceiver(Caller caller, MessageKey place) {
        return messages.find(List.of(place))
                .invoke(found -> {
                    if (found.getFirst().isBy(caller.userId())) {
                        throw Refusal.UNKNOWN_MESSAGE.failure();
                    }
                })
                .replaceWithVoid();
    }

    private static String content(Fields fields) {
        if (fields.json("content")
                .filter(value -> !value.isNull() && !value.isTextual())
                .isPresent()) {
            throw new Invalid("invalid-content", "Content must be text.");
        }
        return fields.text("content").orElse("");
    }

    private static UUID clientId(Fields fields) {
        return fields.given("client_id")
                .map(text -> Ids.parse(text)
                        .orElseThrow(() -> new Invalid("invalid-client-id", "client_id must be a UUID.")))
                .orElseGet(UUID::randomUUID);
    }

    /** Looked at before any of them is kept. */
    private List<UploadedFile> files(Fields fields, String content) {
        var files = fields.files("media");
        if (files.size() > config.maxAttachments()) {
            throw Refusal.TOO_MANY_ATTACHMENTS.failure();
        }
        if (files.isEmpty() && content.isBlank()) {
            throw Refusal.EMPTY.failure();
        }
        return files;
    }

    private Uni<List<UUID>> keep(Caller caller, List<UploadedFile> files) {
        return Multi.createFrom()
                .iterable(files)
                .onItem()
                .transformToUniAndConcatenate(file -> uploads.take(caller.userId(), file))
                .map(Attachment::id)
                .collect()
                .asList();
    }

    private Uni<FriendshipMessageView> view(Posted posted, FriendshipLink link) {
        return receipts.of(link.conversationId())
                .map(members -> members.getOrDefault(posted.recipientId(), Member.without(posted.recipientId())))
                .map(receiver -> FriendshipMessageView.of(encode.of(posted), link.friendshipId(), receiver, address));
    }
}
