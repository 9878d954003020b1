package chat.parley.common.event;

/** A fact that a service tells the others on a stream of its own; published at least once after its transaction commits. */
public sealed interface Event permits AuthEvent, UserEvent, FriendshipEvent, MessageEvent, PresenceEvent {}
