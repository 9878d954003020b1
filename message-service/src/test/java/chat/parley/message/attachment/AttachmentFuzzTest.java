package chat.parley.message.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.common.testing.fuzz.Fuzz;
import chat.parley.common.testing.fuzz.Mutations;
import chat.parley.common.testing.fuzz.Outcomes;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Provide;

class AttachmentFuzzTest {

    private static final int SIZE = 1_000;

    @Provide
    Arbitrary<String> ranges() {
        return Mutations.of("bytes=0-499", "bytes=500-", "bytes=-500", "bytes=0-0,-1", "bytes=999999999999999999-");
    }

    /** What is given lies within the file. */
    @Fuzz
    void aRangeIsWithinTheFileOrPassedOverOrNotSatisfiable(@ForAll("ranges") String header) {
        Outcomes.of(() -> ByteRange.of(header, SIZE), ByteRange.RangeNotSatisfiable.class)
                .flatMap(range -> range)
                .ifPresent(range -> {
                    assertThat(range.first()).isBetween(0L, range.last());
                    assertThat(range.last()).isLessThan(SIZE);
                    assertThat(range.length()).isBetween(1L, (long) SIZE);
                });
    }

    @Fuzz
    void ofAnEmptyFileThereIsNoRange(@ForAll("ranges") String header) {
        assertThat(Outcomes.of(() -> ByteRange.of(header, 0), ByteRange.RangeNotSatisfiable.class)
                        .flatMap(range -> range))
                .isEmpty();
    }
}
