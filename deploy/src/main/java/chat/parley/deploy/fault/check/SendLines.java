package chat.parley.deploy.fault.check;

import chat.parley.deploy.fault.history.Entry;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What one client sent over each of its sockets into each conversation, in order. */
final class SendLines {

    record Line(int socket, UUID conversation) {}

    private final Map<Line, LinkedHashSet<UUID>> sockets = new HashMap<>();
    private final Map<UUID, UUID> conversations = new HashMap<>();
    private final Set<UUID> acknowledged = new HashSet<>();
    private final Set<UUID> refused = new HashSet<>();

    void add(Entry entry) {
        switch (entry) {
            case Entry.Invoked sent -> invoked(sent);
            case Entry.Acked acked -> acknowledged.add(acked.clientId());
            case Entry.Refused refusal -> refused(refusal);
            case Entry.Unanswered _,
                    Entry.Opened _,
                    Entry.Closed _,
                    Entry.Delivered _,
                    Entry.GapTold _,
                    Entry.Fetched _,
                    Entry.ResumeAsked _,
                    Entry.CaughtUp _ -> {}
        }
    }

    Map<Line, LinkedHashSet<UUID>> sockets() {
        return sockets;
    }

    private void invoked(Entry.Invoked sent) {
        if (sent.socket() != Entry.OVER_HTTP
                && !acknowledged.contains(sent.clientId())
                && !refused.contains(sent.clientId())) {
            conversations.put(sent.clientId(), sent.conversation());
            line(sent.socket(), sent.conversation()).add(sent.clientId());
        }
    }

    /** It may have been stored all the same, in the place of the first attempt, whenever it is sent again. */
    private void refused(Entry.Refused refusal) {
        refused.add(refusal.clientId());
        var conversation = conversations.get(refusal.clientId());
        if (conversation != null) {
            line(refusal.socket(), conversation).remove(refusal.clientId());
        }
    }

    private LinkedHashSet<UUID> line(int socket, UUID conversation) {
        return sockets.computeIfAbsent(new Line(socket, conversation), _ -> new LinkedHashSet<>());
    }
}
