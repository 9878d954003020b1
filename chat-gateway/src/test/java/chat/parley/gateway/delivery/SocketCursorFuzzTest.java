package chat.parley.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.common.testing.fuzz.Fuzz;
import chat.parley.common.testing.fuzz.Mutations;
import chat.parley.common.testing.fuzz.Outcomes;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Provide;

class SocketCursorFuzzTest {

    @Provide
    Arbitrary<String> cursors() {
        return Mutations.of(
                new SocketCursor(Instant.parse("2026-11-20T23:51:18.450850Z"), List.of()).write(), "", "AQ");
    }

    /** The checksum lets nothing through that has changed. */
    @Fuzz
    void aCursorIsOneOfOursOrNone(@ForAll("cursors") String text) {
        Outcomes.of(() -> SocketCursor.read(text))
                .flatMap(cursor -> cursor)
                .ifPresent(
                        cursor -> assertThat(SocketCursor.read(cursor.write())).contains(cursor));
    }
}
