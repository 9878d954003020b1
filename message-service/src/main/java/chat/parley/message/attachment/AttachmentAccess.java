package chat.parley.message.attachment;

import chat.parley.common.identity.Caller;
import chat.parley.message.conversation.Conversations;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.NotFoundException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Who may read an attachment: whoever holds a signed path, its owner, and the members of the conversation it was sent to. To
 * anybody else who is signed in there is no such file. For virtual threads.
 */
@ApplicationScoped
class AttachmentAccess {

    private static final Pattern PATH = Pattern.compile(
            Attachment.PREFIX + "\\d{4}/\\d{2}/\\d{2}/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\\.[a-z0-9]{1,8}");
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final Attachments attachments;
    private final Conversations conversations;
    private final SignedPaths paths;
    private final CurrentIdentityAssociation identities;

    AttachmentAccess(
            Attachments attachments,
            Conversations conversations,
            SignedPaths paths,
            CurrentIdentityAssociation identities) {
        this.attachments = attachments;
        this.conversations = conversations;
        this.paths = paths;
        this.identities = identities;
    }

    /**
     * @throws UnauthorizedException without a good signature or a token
     * @throws NotFoundException when it is not there for this caller
     */
    Attachment permitted(String path, String expires, String signature) {
        return paths.isGood(path, expires, signature) ? find(path).orElseThrow(NotFoundException::new) : ofMember(path);
    }

    /** @throws NotFoundException when it is not there for this user */
    Attachment permitted(UUID id, UUID user) {
        return await(attachments.find(id))
                .filter(attachment -> mayRead(attachment, user))
                .orElseThrow(NotFoundException::new);
    }

    private Attachment ofMember(String path) {
        var identity = await(identities.getDeferredIdentity());
        if (identity.isAnonymous()) {
            throw new UnauthorizedException();
        }
        return find(path)
                .filter(attachment -> mayRead(attachment, Caller.of(identity).userId()))
                .orElseThrow(NotFoundException::new);
    }

    private boolean mayRead(Attachment attachment, UUID user) {
        return attachment.isOwnedBy(user)
                || !attachment.isUnused()
                        && await(conversations.find(attachment.conversationId()))
                                .filter(conversation -> conversation.has(user))
                                .isPresent();
    }

    private Optional<Attachment> find(String path) {
        var named = PATH.matcher(path);
        return named.matches()
                ? await(attachments.find(UUID.fromString(named.group(1))))
                        .filter(attachment -> attachment.path().equals(path))
                : Optional.empty();
    }

    private static <T> T await(Uni<T> asked) {
        return asked.await().atMost(PATIENCE);
    }
}
