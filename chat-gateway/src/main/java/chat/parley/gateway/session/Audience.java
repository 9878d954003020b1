package chat.parley.gateway.session;

import chat.parley.gateway.delivery.Feeds;
import java.util.List;

/** Sockets of this node to which the same messages are told. */
public sealed interface Audience permits OnlineUser, Room {

    /** Never none. */
    List<Session> sessions();

    /** What these sockets have been given of each conversation. */
    Feeds feeds();
}
