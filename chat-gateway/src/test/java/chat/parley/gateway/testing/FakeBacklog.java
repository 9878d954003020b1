package chat.parley.gateway.testing;

import chat.parley.common.chat.ChatMessage;
import chat.parley.common.chat.Command;
import chat.parley.common.chat.Outcome;
import chat.parley.common.chat.Place;
import chat.parley.common.chat.Standing;
import chat.parley.gateway.testing.FakeWriter.Conversation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Plays what message-service reads for sockets that catch up, in small pages, so that a few messages make several. */
final class FakeBacklog {

    private static final Duration OVERLAP = Duration.ofSeconds(30);
    private static final int PAGE = 3;

    private FakeBacklog() {}

    /** @param omitted what every page leaves out */
    static Outcome page(List<Conversation> conversations, Command.Resume resume, List<Outcome.Omitted> omitted) {
        var horizon =
                resume.horizon() != null ? resume.horizon() : Instant.now().minus(OVERLAP);
        var given = resume.given().stream().collect(Collectors.toMap(Standing::conversation, Standing::seq));
        var missing = conversations.stream()
                .flatMap(conversation -> missing(conversation, resume, given).stream())
                .toList();
        var from = resume.after() == null ? 0 : indexAfter(missing, resume.after());
        var to = Math.min(missing.size(), from + PAGE);
        var last = to == 0 ? null : missing.get(to - 1);
        var next = to < missing.size() ? new Place(last.conversationId(), last.seq()) : null;
        var standings = conversations.stream()
                .filter(conversation -> isReadToItsEnd(conversation, resume.after(), next))
                .filter(conversation -> !conversation.messages.getLast().at().isBefore(horizon))
                .map(conversation -> Standing.of(conversation.id, conversation.messages.size()))
                .toList();
        return new Outcome.Resumed(List.copyOf(missing.subList(from, to)), omitted, standings, next, horizon);
    }

    /** On this page, of all there is at this moment: what is written later to one that has gone by is not had. */
    private static boolean isReadToItsEnd(Conversation conversation, Place after, Place next) {
        if (conversation.messages.isEmpty()
                || (after != null && conversation.id.compareTo(after.conversationId()) < 0)) {
            return false;
        }
        var order = next == null ? -1 : conversation.id.compareTo(next.conversationId());
        return order < 0 || (order == 0 && conversation.messages.size() <= next.seq());
    }

    private static List<ChatMessage> missing(Conversation conversation, Command.Resume resume, Map<Long, Long> given) {
        if (resume.since() == null) {
            return List.of();
        }
        var seq = given.get(Standing.keyOf(conversation.id));
        return conversation.messages.stream()
                .filter(message ->
                        seq != null ? message.seq() > seq : !message.at().isBefore(resume.since()))
                .toList();
    }

    private static int indexAfter(List<ChatMessage> messages, Place place) {
        for (int i = 0; i < messages.size(); i++) {
            var message = messages.get(i);
            if (message.conversationId().equals(place.conversationId()) && message.seq() == place.seq()) {
                return i + 1;
            }
        }
        throw new IllegalStateException("no such place");
    }
}
