package chat.parley.message.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MessageIdTest {

    /** As PostgreSQL and every other reader of bytes compares them; Java's own order is by signed halves. */
    private static final Comparator<UUID> BY_BYTES = Comparator.comparing(UUID::toString);

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00.123456Z");

    @Test
    void idIsAUuidOfVersion7ThatSaysWhen() {
        var id = MessageId.at(NOW);

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(NOW.toEpochMilli());
    }

    @Test
    void everyMicrosecondHasIdsOfItsOwn() {
        var ids = Stream.iterate(NOW, time -> time.plus(1, ChronoUnit.MICROS))
                .limit(5_000)
                .map(MessageId::at)
                .toList();

        assertThat(ids).isSortedAccordingTo(BY_BYTES).doesNotHaveDuplicates();
    }

    @Test
    void boundsEncloseTheIdsOfTheirMicrosecond() {
        var next = NOW.plus(1, ChronoUnit.MICROS);

        assertThat(Stream.of(
                        MessageId.lastAt(NOW.minus(1, ChronoUnit.MICROS)),
                        MessageId.firstAt(NOW),
                        MessageId.at(NOW),
                        MessageId.lastAt(NOW),
                        MessageId.firstAt(next)))
                .isSortedAccordingTo(BY_BYTES);
    }
}
