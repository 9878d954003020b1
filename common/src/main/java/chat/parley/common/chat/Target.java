package chat.parley.common.chat;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.UUID;

/** How a client names the conversation it means; message-service alone resolves it. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "to")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Target.OfFriendship.class, name = "friendship"),
    @JsonSubTypes.Type(value = Target.OfUser.class, name = "user"),
    @JsonSubTypes.Type(value = Target.OfConversation.class, name = "conversation"),
    @JsonSubTypes.Type(value = Target.OfMessage.class, name = "message"),
    @JsonSubTypes.Type(value = Target.OfLobby.class, name = "lobby"),
    @JsonSubTypes.Type(value = Target.OfAll.class, name = "all"),
    @JsonSubTypes.Type(value = Target.OfNode.class, name = "node")
})
public sealed interface Target {

    /** The direct conversation of the two sides of a friendship. */
    record OfFriendship(UUID id) implements Target {}

    /** The direct conversation with this user; it is made when it is not there. */
    record OfUser(UUID id) implements Target {}

    /** A conversation by its id. */
    record OfConversation(UUID id) implements Target {}

    /** The conversation of a message that the asker has sent, by the message's number. */
    record OfMessage(long number) implements Target {}

    /** The one room that all share. */
    record OfLobby() implements Target {}

    /** No conversation but all of the asker, who is this user. */
    record OfAll(UUID user) implements Target {}

    /** No conversation but those of the users of a node, which speaks for itself here. */
    record OfNode(String name) implements Target {}
}
