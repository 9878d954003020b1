package chat.parley.message.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.parley.message.attachment.ByteRange.RangeNotSatisfiable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 0",
        "bytes=0-, 0, 9",
        "bytes=9-9, 9, 9",
        "bytes=3-999, 3, 9",
        "bytes=-1, 9, 9",
        "bytes=-10, 0, 9",
        "bytes=-99, 0, 9"
    })
    void partOfTheFile(String header, long first, long last) {
        assertThat(ByteRange.of(header, 10)).contains(new ByteRange(first, last));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=-", "bytes=5-2", "bytes=a-b", "bytes 0-1", "bytes=0-1,4-5", "items=0-1", ""})
    void whatIsNoSingleRangeDoesNotCount(String header) {
        assertThat(ByteRange.of(header, 10)).isEmpty();
        assertThat(ByteRange.of(null, 10)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=10-", "bytes=10-20", "bytes=999-", "bytes=-0"})
    void nothingOfTheFile(String header) {
        assertThatThrownBy(() -> ByteRange.of(header, 10)).isInstanceOf(RangeNotSatisfiable.class);
    }

    @Test
    void emptyFileHasNoParts() {
        assertThatThrownBy(() -> ByteRange.of("bytes=0-", 0)).isInstanceOf(RangeNotSatisfiable.class);
        assertThatThrownBy(() -> ByteRange.of("bytes=-5", 0)).isInstanceOf(RangeNotSatisfiable.class);
    }
}
