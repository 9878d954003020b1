package chat.parley.message.message;

import chat.parley.common.chat.Outcome.Omitted;
import chat.parley.common.chat.Place;
import chat.parley.common.chat.Standing;
import java.time.Instant;
import java.util.List;

/**
 * A page of the {@link Backlog}.
 *
 * @param standings how far the conversations have come that were read to their end; those in which something was written after
 *     the horizon
 * @param next where to go on, null when that was all
 */
public record BacklogPage(
        List<Posted> messages, List<Omitted> omitted, List<Standing> standings, Place next, Instant horizon) {}
