package chat.parley.gateway.session;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The open sockets of this node, by user, by login session and by room. */
@ApplicationScoped
public class Sessions {

    private final Map<UUID, OnlineUser> users = new ConcurrentHashMap<>();
    private final Map<UUID, Set<Session>> bySid = new ConcurrentHashMap<>();
    private final Map<UUID, Room> rooms = new ConcurrentHashMap<>();
    private final Set<Session> all = ConcurrentHashMap.newKeySet();

    void add(Session session) {
        all.add(session);
        bySid.compute(session.sid(), (_, sockets) -> {
            var more = sockets == null ? ConcurrentHashMap.<Session>newKeySet(1) : sockets;
            more.add(session);
            return more;
        });
        users.compute(session.userId(), (_, user) -> user == null ? OnlineUser.with(session) : user.and(session));
        session.dialect()
                .room()
                .ifPresent(id -> rooms.compute(id, (_, room) -> room == null ? Room.with(session) : room.and(session)));
    }

    void remove(Session session) {
        all.remove(session);
        bySid.computeIfPresent(session.sid(), (_, sockets) -> {
            sockets.remove(session);
            return sockets.isEmpty() ? null : sockets;
        });
        users.computeIfPresent(session.userId(), (_, user) -> user.without(session));
        session.dialect().room().ifPresent(id -> rooms.computeIfPresent(id, (_, room) -> room.without(session)));
    }

    public Optional<OnlineUser> find(UUID user) {
        return Optional.ofNullable(users.get(user));
    }

    public Optional<Room> findRoom(UUID conversation) {
        return Optional.ofNullable(rooms.get(conversation));
    }

    /** The sockets that were opened under this login session. */
    public Collection<Session> ofLogin(UUID sid) {
        return bySid.getOrDefault(sid, Set.of());
    }

    public Collection<Session> all() {
        return all;
    }

    public Collection<OnlineUser> users() {
        return users.values();
    }

    public Collection<Room> rooms() {
        return rooms.values();
    }

    int count(UUID user) {
        return find(user).map(online -> online.sessions().size()).orElse(0);
    }
}
