package chat.parley.message.command;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.common.chat.Command;
import chat.parley.common.chat.CommandBatch;
import chat.parley.common.chat.Sender;
import chat.parley.common.chat.Target;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PortionsTest {

    @Test
    void nothingIsNoPortion() {
        assertThat(Portions.of(List.of(), 500)).isEmpty();
    }

    @Test
    void aPortionIsFullBeforeTheNextBegins() {
        var batches = List.of(batch(200), batch(300), batch(1), batch(499), batch(500));

        var portions = Portions.of(batches, 500);

        assertThat(portions)
                .containsExactly(
                        List.of(batches.get(0), batches.get(1)),
                        List.of(batches.get(2), batches.get(3)),
                        List.of(batches.get(4)));
    }

    @Test
    void aBatchIsNeverCut() {
        var large = batch(700);
        var small = batch(1);

        assertThat(Portions.of(List.of(large, small), 500)).containsExactly(List.of(large), List.of(small));
    }

    @Test
    void aBatchThatCameAgainIsCarriedOutOnce() {
        var batch = batch(3);
        var other = batch(3);

        assertThat(Portions.of(List.of(batch, other, batch), 500)).containsExactly(List.of(batch, other));
    }

    private static CommandBatch batch(int commands) {
        return new CommandBatch(
                UUID.randomUUID(),
                "node",
                new Sender(UUID.randomUUID(), 1, "ada"),
                new Target.OfLobby(),
                Collections.nCopies(commands, new Command.MarkRead(1)));
    }
}
