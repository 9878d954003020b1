package chat.parley.common.event;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What the gateway nodes say on {@code events.presence}. It is a call to look, not the truth: whether somebody is online now
 * stands in the leases ({@link chat.parley.common.chat.OnlineUsers}), so such an event may come late, twice or in any order.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = PresenceEvent.LeasesChanged.class, name = "leases-changed"),
    @JsonSubTypes.Type(value = PresenceEvent.LeasesRestored.class, name = "leases-restored")
})
public sealed interface PresenceEvent extends Event {

    String STREAM = "events.presence";

    List<UUID> users();

    /** The first socket of each of these users on a node came, or the last one went. */
    record LeasesChanged(List<UUID> users, Instant at) implements PresenceEvent {}

    /** A node had lost Redis; what these users, who have sockets there, were to be told meanwhile may be lost as well. */
    record LeasesRestored(List<UUID> users, Instant at) implements PresenceEvent {}
}
