package chat.parley.message.dialect;

import chat.parley.common.http.PublicUrl;
import chat.parley.message.attachment.Examples;
import chat.parley.message.conversation.Membership;
import chat.parley.message.profile.Profile;
import chat.parley.message.receipt.Mark;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A conversation, as it stands to whoever asks. */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "V1Conversation")
public record V1ConversationView(
        UUID id,

        @Schema(enumeration = {"direct", "lobby"}) String kind,

        @Schema(description = "The two of a direct conversation; none of the lobby, which is everybody's")
        List<MemberView> members,

        @Schema(description = "How many messages there are", examples = "42")
        long lastSeq,

        @Schema(description = "Up to where the caller has read", examples = "40")
        long readSeq,

        @Schema(description = "How many messages of others are above that; counting stops at 1000", examples = "2")
        long unread,

        @Schema(nullable = true, description = "null while there is none")
        V1MessageView lastMessage) {

    /** @param last the last message, null while there is none */
    static V1ConversationView of(Membership membership, List<MemberView> members, V1MessageView last) {
        var conversation = membership.conversation();
        return new V1ConversationView(
                conversation.id(),
                conversation.kind().word(),
                members,
                conversation.lastSeq(),
                membership.readSeq(),
                membership.unread(),
                last);
    }

    /** One of the two. */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "V1Member")
    public record MemberView(
            @Schema(description = "A user's id") UUID id,

            @Schema(
                    nullable = true,
                    examples = "ada",
                    description = "null while only user-service could tell, and is away")
            String username,

            @Schema(nullable = true, examples = Examples.AVATAR_URL)
            URI avatar,

            @Schema(description = "Up to where a device of theirs has the messages", examples = "42")
            long deliveredSeq,

            @Schema(description = "Up to where they have read", examples = "40")
            long readSeq) {

        /** @param profile null while nobody can tell */
        static MemberView of(UUID user, Mark mark, Profile profile, PublicUrl address) {
            return new MemberView(
                    user,
                    profile == null ? null : profile.username(),
                    profile == null || profile.avatar() == null ? null : address.of(profile.avatar()),
                    mark.delivered(),
                    mark.read());
        }
    }
}
