package chat.parley.message.dialect;

import chat.parley.common.failure.Invalid;
import chat.parley.common.http.Ids;
import chat.parley.common.paging.PageNumber;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/**
 * Which part of a conversation is asked for.
 *
 * @param direction from a point on, up to it, or all
 * @param first the beginning of the time that {@code start_date} names, null without one
 * @param last its end: that of the day for a date, the same moment for a date-time
 * @param messageId null when none is named
 */
record FriendshipHistoryQuery(Direction direction, Instant first, Instant last, UUID messageId, PageNumber page) {

    private static final Set<String> NO = Set.of("false", "0");

    enum Direction {
        AFTER,
        BEFORE,
        ALL
    }

    /** @throws Invalid when the parameters make no sense */
    static FriendshipHistoryQuery of(MultivaluedMap<String, String> parameters) {
        var date = StartDate.of(parameters.getFirst("start_date"));
        return new FriendshipHistoryQuery(
                direction(isSet(parameters, "after"), isSet(parameters, "before")),
                date.first(),
                date.last(),
                messageId(parameters.getFirst("message_id")),
                PageNumber.of(parameters.getFirst("page"), parameters.getFirst("page_size")));
    }

    static Invalid invalid() {
        return new Invalid("invalid-query", "Invalid query parameters.");
    }

    private static Direction direction(boolean after, boolean before) {
        if (after && before) {
            throw invalid();
        }
        if (after) {
            return Direction.AFTER;
        }
        return before ? Direction.BEFORE : Direction.ALL;
    }

    /** A flag counts by being there, with whatever value, unless it says no. */
    private static boolean isSet(MultivaluedMap<String, String> parameters, String flag) {
        return parameters.containsKey(flag)
                && !NO.contains(parameters.getFirst(flag).toLowerCase(Locale.ROOT));
    }

    private static UUID messageId(String text) {
        return text == null ? null : Ids.parse(text).orElseThrow(FriendshipHistoryQuery::invalid);
    }

    /** The time that {@code start_date} names: a day, or a moment. */
    private record StartDate(Instant first, Instant last) {

        private static final int DATE_LENGTH = "2026-11-20".length();

        static StartDate of(String text) {
            if (text == null) {
                return new StartDate(null, null);
            }
            try {
                return text.length() == DATE_LENGTH ? day(LocalDate.parse(text)) : moment(text);
            } catch (DateTimeParseException | ArithmeticException malformed) {
                throw invalid();
            }
        }

        private static StartDate day(LocalDate day) {
            var first = day.atStartOfDay().toInstant(ZoneOffset.UTC);
            return keepable(first, first.plusSeconds(86_400).minusNanos(1_000));
        }

        private static StartDate moment(String text) {
            var moment = instant(restored(text));
            return keepable(moment, moment);
        }

        private static Instant instant(String text) {
            return text.matches(".*(Z|[+-]\\d{2}:\\d{2})")
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
        }

        /** A blank stands for the T, and for a plus sign that was not escaped. */
        private static String restored(String text) {
            var withT = text.length() > DATE_LENGTH && text.charAt(DATE_LENGTH) == ' '
                    ? text.substring(0, DATE_LENGTH) + "T" + text.substring(DATE_LENGTH + 1)
                    : text;
            return withT.replace(' ', '+');
        }

        /** Times that a UUID of version 7 can say. */
        private static StartDate keepable(Instant first, Instant last) {
            if (first.getEpochSecond() < 0 || last.toEpochMilli() >= 1L << 48) {
                throw invalid();
            }
            return new StartDate(first, last);
        }
    }
}
