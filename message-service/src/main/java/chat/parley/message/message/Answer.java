package chat.parley.message.message;

import chat.parley.common.chat.CommandBatch;
import chat.parley.common.chat.Outcome;
import java.util.List;

/**
 * What became of a batch.
 *
 * @param outcomes one for each command, in their order
 * @param replays what is to be delivered again before the answer
 */
public record Answer(CommandBatch batch, List<Outcome> outcomes, List<Replay> replays) {}
