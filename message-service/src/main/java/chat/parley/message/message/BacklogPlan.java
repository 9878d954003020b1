package chat.parley.message.message;

import chat.parley.common.chat.Command.Resume;
import chat.parley.common.chat.Place;
import chat.parley.common.chat.Standing;
import chat.parley.message.conversation.Conversation;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Which messages make up a page of the {@link Backlog}.
 *
 * @param parts what is read of each conversation; the last may be cut
 * @param next where the next page begins, null when there is none
 */
record BacklogPlan(List<BacklogPart> parts, Place next, Instant horizon) {

    /** Nothing is read. */
    static BacklogPlan ofStandings(List<BacklogPart> found, Instant horizon) {
        var nothing = found.stream().map(part -> part.after(part.to())).toList();
        return new BacklogPlan(nothing, null, horizon);
    }

    /** @param found the conversations of the page, with all that was written to them since */
    static BacklogPlan of(List<BacklogPart> found, Resume resume, Instant horizon, BacklogConfig config) {
        var given = resume.given().stream().collect(Collectors.toMap(Standing::conversation, Standing::seq, Math::max));
        var parts = new ArrayList<BacklogPart>();
        long left = config.page();
        for (var each : found) {
            var part = missing(each, given, resume.after(), config);
            if (part.count() > left) {
                var cut = part.upTo(part.from() + left - 1);
                return left == 0
                        ? new BacklogPlan(parts, part.beginning(), horizon)
                        : new BacklogPlan(with(parts, cut), cut.end(), horizon);
            }
            parts.add(part);
            left -= part.count();
        }
        var mayBeMore =
                found.stream().filter(part -> part.conversation().isDirect()).count() == config.page();
        return new BacklogPlan(parts, mayBeMore ? parts.getLast().end() : null, horizon);
    }

    private static BacklogPart missing(BacklogPart part, Map<Long, Long> given, Place after, BacklogConfig config) {
        var conversation = part.conversation();
        var seq = given.get(Standing.keyOf(conversation.id()));
        var missing = seq == null ? part : part.after(seq);
        if (after != null && after.conversationId().equals(conversation.id())) {
            return missing.afterAtLeast(after.seq());
        }
        return conversation.isDirect() ? missing : missing.newest(config.ofRoom());
    }

    private static List<BacklogPart> with(List<BacklogPart> parts, BacklogPart last) {
        var more = new ArrayList<>(parts);
        more.add(last);
        return more;
    }

    List<Span> spans(UUID reader) {
        return parts.stream()
                .filter(part -> part.count() > 0)
                .map(part -> new Span(part.conversation().id(), reader, part.from(), part.to()))
                .toList();
    }

    Map<UUID, Conversation> conversations() {
        return parts.stream()
                .map(BacklogPart::conversation)
                .collect(Collectors.toMap(Conversation::id, conversation -> conversation));
    }

    /** The messages that were read, and the plan that they fulfil: a shorter one when they are more text than a page takes. */
    Filled upTo(List<Message> read, long bytes) {
        long sum = 0;
        for (int i = 0; i < read.size(); i++) {
            sum += read.get(i).body().getBytes(StandardCharsets.UTF_8).length;
            if (sum > bytes && i > 0) {
                return new Filled(read.subList(0, i), before(read.get(i)));
            }
        }
        return new Filled(read, this);
    }

    private BacklogPlan before(Message message) {
        var kept = new ArrayList<BacklogPart>();
        for (var part : parts) {
            if (part.conversation().id().equals(message.conversationId())) {
                kept.add(part.upTo(message.seq() - 1));
                break;
            }
            kept.add(part);
        }
        return new BacklogPlan(kept, new Place(message.conversationId(), message.seq() - 1), horizon);
    }

    BacklogPage page(List<Posted> messages) {
        return new BacklogPage(
                messages,
                parts.stream()
                        .filter(part -> part.skippedFrom() > 0)
                        .map(BacklogPart::omitted)
                        .toList(),
                parts.stream()
                        .filter(BacklogPart::isWhole)
                        .filter(part -> !part.conversation().lastMessageAt().isBefore(horizon))
                        .map(BacklogPart::standing)
                        .toList(),
                next,
                horizon);
    }

    /** What was read, under the plan that it fulfils. */
    record Filled(List<Message> messages, BacklogPlan plan) {}
}
