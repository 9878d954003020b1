package chat.parley.gateway.dialect;

import chat.parley.common.chat.ChatMessage;
import chat.parley.common.event.FriendshipEvent;
import chat.parley.common.http.PublicUrl;
import chat.parley.common.v1.V1Friendship;
import chat.parley.common.v1.V1Notification;
import chat.parley.gateway.delivery.Event;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What the server says on the socket of {@code v1}. Times are as RFC 3339 has them, in UTC. */
sealed interface V1Frame {

    /** The first frame. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Hello(String op, UUID session, UUID user, long heartbeatS, String cursor) implements V1Frame {

        static Hello of(Event.Control.Opened opened) {
            return new Hello("hello", opened.session(), opened.userId(), opened.heartbeatSeconds(), opened.cursor());
        }
    }

    /** The client's message is committed. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Ack(String op, UUID clientId, UUID conversation, long seq, UUID id, Instant at) implements V1Frame {

        static Ack of(Event.SendAccepted accepted) {
            return new Ack(
                    "ack",
                    accepted.clientId(),
                    accepted.conversationId(),
                    accepted.seq(),
                    accepted.messageId(),
                    accepted.at());
        }
    }

    /** What the client asked did not happen. */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Refused(String op, UUID clientId, String code, String detail) implements V1Frame {

        static Refused of(Event.Refused refused) {
            return new Refused("refused", refused.clientId(), refused.code(), refused.sentence());
        }
    }

    /** A message, to which each socket's own cursor is added. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Message(
            String op,
            UUID conversation,
            long seq,
            UUID id,
            UUID clientId,
            UUID sender,
            String body,
            List<Attachment> attachments,
            Instant at)
            implements V1Frame {

        static Message of(ChatMessage message, PublicUrl url) {
            return new Message(
                    "message",
                    message.conversationId(),
                    message.seq(),
                    message.id(),
                    message.clientId(),
                    message.senderId(),
                    message.body(),
                    message.attachments().stream()
                            .map(attachment -> Attachment.of(attachment, url))
                            .toList(),
                    message.at());
        }
    }

    /** A file that came with a message. */
    record Attachment(UUID id, String name, long size, String type, URI url) {

        static Attachment of(ChatMessage.Attachment file, PublicUrl url) {
            return new Attachment(file.id(), file.name(), file.size(), file.type(), url.of(file.path()));
        }
    }

    /** The other side has received or read more than before. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Receipt(String op, UUID conversation, UUID user, long deliveredSeq, long readSeq) implements V1Frame {

        static Receipt of(Event.ReceiptAdvanced receipt) {
            return new Receipt(
                    "receipt", receipt.conversationId(), receipt.userId(), receipt.deliveredSeq(), receipt.readSeq());
        }
    }

    /** The other side has begun to write, or has stopped. */
    record Typing(String op, UUID conversation, UUID user, boolean on) implements V1Frame {

        static Typing of(Event.TypingChanged typing) {
            return new Typing("typing", typing.conversationId(), typing.userId(), typing.on());
        }
    }

    /** The user, or a friend, is shown with another status. */
    @JsonNaming(SnakeCaseStrategy.class)
    record Presence(String op, UUID user, String status, Instant lastSeen) implements V1Frame {

        static Presence of(Event.PresenceChanged presence) {
            return new Presence("presence", presence.userId(), presence.status(), presence.lastSeen());
        }
    }

    /** @param removed whether it is no more; then the rest is how it was */
    record Friendship(String op, @JsonUnwrapped V1Friendship friendship, boolean removed) implements V1Frame {

        static Friendship of(Event.FriendshipChanged changed, PublicUrl url) {
            var change = changed.change();
            return new Friendship(
                    "friendship",
                    V1Friendship.of(change.friendship(), change.at(), changed.viewer(), url),
                    change instanceof FriendshipEvent.FriendshipRemoved);
        }
    }

    /** Something was put into the inbox. */
    record Notification(String op, @JsonUnwrapped V1Notification notification) implements V1Frame {

        static Notification of(Event.NotificationCreated created, PublicUrl url) {
            return new Notification("notification", V1Notification.of(created.notification(), url));
        }
    }

    /** These messages do not come by themselves. */
    record Gap(String op, UUID conversation, long from, long to) implements V1Frame {

        static Gap of(Event.Control.LeftOut leftOut) {
            return new Gap("gap", leftOut.conversationId(), leftOut.from(), leftOut.to());
        }
    }

    /** All that was missed has come. */
    record CaughtUp(String op, String cursor) implements V1Frame {

        static CaughtUp of(Event.Control.CaughtUp caughtUp) {
            return new CaughtUp("caught_up", caughtUp.cursor());
        }
    }

    @JsonNaming(SnakeCaseStrategy.class)
    record TokenExpiring(String op, long inS) implements V1Frame {

        static TokenExpiring of(Event.Control.TokenExpiring expiring) {
            return new TokenExpiring("token_expiring", expiring.inSeconds());
        }
    }

    @JsonNaming(SnakeCaseStrategy.class)
    record Reconnect(String op, long afterMs) implements V1Frame {

        static Reconnect of(Event.Control.GoingAway goingAway) {
            return new Reconnect("reconnect", goingAway.afterMillis());
        }
    }

    record Pong(String op) implements V1Frame {

        static final Pong PONG = new Pong("pong");
    }
}
