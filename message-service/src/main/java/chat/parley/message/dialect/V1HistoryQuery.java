package chat.parley.message.dialect;

import chat.parley.common.failure.FieldError;
import chat.parley.common.failure.InvalidRequest;
import chat.parley.common.paging.Cursor;
import chat.parley.common.paging.InvalidCursor;
import chat.parley.common.paging.Limit;
import chat.parley.common.paging.Listing;
import chat.parley.message.conversation.Conversation;
import chat.parley.message.message.Stretch;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Which messages of a conversation are asked for: those after a seq, or the newest before one.
 *
 * @param forward whether they follow {@code seq}; else they come before it
 */
record V1HistoryQuery(boolean forward, long seq, int limit) {

    private static final String LIST = "messages";
    private static final Set<String> PLACES = Set.of("before", "after", "cursor");

    /**
     * Without a place, the newest.
     *
     * @throws InvalidRequest when a parameter makes no sense
     * @throws InvalidCursor when the cursor is none of this conversation's
     */
    static V1HistoryQuery of(MultivaluedMap<String, String> parameters, UUID conversation) {
        var limit = Limit.of(parameters.getFirst("limit"));
        var given = PLACES.stream().filter(parameters::containsKey).sorted().toList();
        if (given.size() > 1) {
            throw new InvalidRequest(given.stream()
                    .map(name -> new FieldError(name, "Give one of before, after and cursor."))
                    .toList());
        }
        return given.isEmpty()
                ? new V1HistoryQuery(false, Long.MAX_VALUE, limit)
                : of(given.getFirst(), parameters.getFirst(given.getFirst()), conversation, limit);
    }

    private static V1HistoryQuery of(String place, String text, UUID conversation, int limit) {
        return switch (place) {
            case "after" -> new V1HistoryQuery(true, seq(place, text), limit);
            case "before" -> new V1HistoryQuery(false, seq(place, text), limit);
            default -> ofCursor(text, conversation, limit);
        };
    }

    private static V1HistoryQuery ofCursor(String text, UUID conversation, int limit) {
        var cursor = Cursor.read(text, LIST, 3);
        var direction = cursor.key().get(1);
        if (!cursor.uuid(0).equals(conversation) || !Set.of("after", "before").contains(direction)) {
            throw new InvalidCursor();
        }
        return new V1HistoryQuery(direction.equals("after"), Math.max(0, cursor.number(2)), limit);
    }

    private static long seq(String name, String text) {
        if (text.matches("[0-9]{1,18}")) {
            return Long.parseLong(text);
        }
        throw InvalidRequest.of(name, "Must be a whole number, 0 or above.");
    }

    /** As seq is dense, what it is and whether there is more is known before a message is read. */
    Stretch stretch(Conversation conversation) {
        if (forward) {
            return new Stretch(seq + 1, Math.min(conversation.lastSeq(), seq + limit), false);
        }
        return Stretch.upTo(Math.min(conversation.lastSeq(), seq - 1), limit);
    }

    <T> Listing<T> page(Conversation conversation, List<T> messages) {
        var stretch = stretch(conversation);
        return new Listing<>(
                messages,
                next(conversation, stretch).map(Cursor::text).findFirst().orElse(null));
    }

    private Stream<Cursor> next(Conversation conversation, Stretch stretch) {
        if (stretch.count() == 0) {
            return Stream.empty();
        }
        if (forward) {
            return stretch.to() < conversation.lastSeq()
                    ? Stream.of(Cursor.of(LIST, conversation.id(), "after", stretch.to()))
                    : Stream.empty();
        }
        return stretch.from() > 1
                ? Stream.of(Cursor.of(LIST, conversation.id(), "before", stretch.from()))
                : Stream.empty();
    }
}
