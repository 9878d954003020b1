package chat.parley.deploy.fault.check;

import chat.parley.deploy.fault.check.StoredMessages.Sent;
import chat.parley.deploy.fault.history.ClientLog;
import chat.parley.deploy.fault.history.Entry;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What the clients sent, and how it ended for each of them: a user's devices may repeat one another's sends. */
final class SentMessages {

    record Answer(UUID conversation, long seq, UUID id) {}

    /** One send with all its repeats. */
    static final class Story {
        final UUID conversation;
        final String body;
        final Set<Answer> answers = new HashSet<>();
        private final Set<String> ways = new HashSet<>();
        private boolean refusedForGood;

        Story(UUID conversation, String body) {
            this.conversation = conversation;
            this.body = body;
        }

        boolean acknowledged() {
            return !answers.isEmpty();
        }

        /** Had an earlier attempt been stored, the repeat would have got its answer. */
        boolean isRefused() {
            return refusedForGood && !acknowledged();
        }

        /** Whoever is first gives it its place, and the others' order says nothing about it. */
        boolean cameSeveralWays() {
            return ways.size() > 1;
        }

        boolean isSettled() {
            return acknowledged() || refusedForGood;
        }
    }

    private final Map<Sent, Story> stories = new HashMap<>();

    static SentMessages of(List<ClientLog> clients) {
        var all = new SentMessages();
        for (var client : clients) {
            client.entries().forEach(entry -> all.begin(client, entry));
        }
        for (var client : clients) {
            client.entries().forEach(entry -> all.end(client.user(), entry));
        }
        return all;
    }

    Map<Sent, Story> stories() {
        return stories;
    }

    private void begin(ClientLog client, Entry entry) {
        if (entry instanceof Entry.Invoked sent) {
            stories.computeIfAbsent(
                            new Sent(client.user(), sent.clientId()), _ -> new Story(sent.conversation(), sent.body()))
                    .ways
                    .add(sent.socket() == Entry.OVER_HTTP ? "HTTP" : client.device());
        }
    }

    private void end(UUID user, Entry entry) {
        if (entry instanceof Entry.Acked acked) {
            var answers = stories.get(new Sent(user, acked.clientId())).answers;
            answers.add(new Answer(acked.conversation(), acked.seq(), acked.id()));
        } else if (entry instanceof Entry.Refused refused && !refused.retryable()) {
            stories.get(new Sent(user, refused.clientId())).refusedForGood = true;
        }
    }
}
