package chat.parley.message.dialect;

import chat.parley.common.chat.Passage;
import chat.parley.message.conversation.Conversation;
import chat.parley.message.delivery.PassageQuestions.Heard;
import chat.parley.message.message.Message;
import chat.parley.message.receipt.Member;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What became of a message, as far as it is known. */
@JsonNaming(SnakeCaseStrategy.class)
@Schema(name = "V1MessageTrace")
public record V1MessageTraceView(
        @Schema(description = "The message's id", examples = "01f0a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b")
        UUID message,

        UUID conversation,
        @Schema(examples = "42") long seq,
        @Schema(description = "A user's id") UUID sender,

        @Schema(
                nullable = true,
                description =
                        "The socket that was told that it is committed; null of a message that came over HTTP, or long"
                                + " ago")
        Device accepted,

        @Schema(description = "When it was written to the database", examples = "2026-11-20T23:51:18.450850Z")
        Instant stored,

        @Schema(description = "Everybody but the sender; nobody of the lobby, where no account is kept")
        List<MemberTrace> members,

        Nodes nodes) {

    static V1MessageTraceView of(Message message, Conversation conversation, Map<UUID, Member> members, Heard heard) {
        var devices = heard.answers().stream()
                .flatMap(node -> node.passages().stream().map(passage -> new Sighting(node.node(), passage)))
                .toList();
        return new V1MessageTraceView(
                message.id(),
                message.conversationId(),
                message.seq(),
                message.senderId(),
                devices.stream()
                        .filter(sighting -> sighting.passage().acknowledged())
                        .findFirst()
                        .map(Sighting::device)
                        .orElse(null),
                message.createdAt(),
                others(message, conversation)
                        .map(user -> MemberTrace.of(message, members.getOrDefault(user, Member.without(user)), devices))
                        .toList(),
                new Nodes(heard.asked(), heard.answers().size()));
    }

    private static Stream<UUID> others(Message message, Conversation conversation) {
        return Stream.ofNullable(conversation.otherThan(message.senderId()));
    }

    /** A member's marks tell of everything up to a seq, and when they last grew. */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "V1MemberTrace")
    record MemberTrace(
            @Schema(description = "A user's id") UUID user,

            @Schema(
                    nullable = true,
                    description = "By when it was written to a device at the latest; null while it was not",
                    examples = "2026-11-20T23:51:18.512000Z")
            Instant deliveredBy,

            @Schema(
                    nullable = true,
                    description = "By when it was read at the latest; null while it was not",
                    examples = "2026-11-20T23:52:01.004000Z")
            Instant readBy,

            @Schema(description = "The sockets that it was written to, as far as their nodes remember")
            List<Device> devices) {

        static MemberTrace of(Message message, Member member, List<Sighting> sightings) {
            return new MemberTrace(
                    member.userId(),
                    member.mark().delivered() >= message.seq() ? member.deliveredAt() : null,
                    member.mark().read() >= message.seq() ? member.readAt() : null,
                    sightings.stream()
                            .filter(sighting -> !sighting.passage().acknowledged()
                                    && sighting.passage().userId().equals(member.userId()))
                            .map(Sighting::device)
                            .toList());
        }
    }

    @Schema(name = "V1MessageTraceDevice")
    record Device(
            @Schema(description = "The socket, by an id that means nothing elsewhere")
            UUID session,

            @Schema(examples = "v1") String dialect,

            @Schema(description = "The gateway that holds it", examples = "parley-chat-gateway-5d9c7f6b4-x2x7l")
            String node,

            @Schema(examples = "2026-11-20T23:51:18.455000Z")
            Instant at) {}

    @Schema(name = "V1MessageTraceNodes")
    record Nodes(
            @Schema(
                    description =
                            "Gateways that hold sockets of the members now; 0 when nobody is there, or Redis is away",
                    examples = "2")
            int asked,

            @Schema(description = "Those that answered in time", examples = "2")
            int answered) {}

    /** A passage, and where it was. */
    private record Sighting(String node, Passage passage) {

        Device device() {
            return new Device(passage.session(), passage.dialect(), node, passage.at());
        }
    }
}
