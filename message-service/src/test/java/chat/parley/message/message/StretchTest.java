package chat.parley.message.message;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.common.paging.PageNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StretchTest {

    @ParameterizedTest
    @CsvSource({"1, 0", "1, 1", "1, 10", "1, 11", "5, 25", "7, 3"})
    void pagesCoverAStretchWithoutGapOrCopy(long from, long to) {
        assertThat(walk(new Stretch(from, to, false))).isEqualTo(range(from, to));
        assertThat(walk(new Stretch(from, to, true)).reversed()).isEqualTo(range(from, to));
    }

    @Test
    void firstPageOfNewestFirstHasTheEnd() {
        assertThat(new Stretch(1, 25, true).page(new PageNumber(1, 10))).isEqualTo(new Stretch(16, 25, true));
        assertThat(new Stretch(1, 25, true).page(new PageNumber(3, 10))).isEqualTo(new Stretch(1, 5, true));
    }

    @Test
    void pageBeyondTheEndIsEmpty() {
        assertThat(new Stretch(1, 25, false).page(new PageNumber(4, 10)).count())
                .isZero();
        assertThat(new Stretch(1, 25, true).page(new PageNumber(4, 10)).count()).isZero();
    }

    private static List<Long> walk(Stretch stretch) {
        var seen = new ArrayList<Long>();
        for (int number = 1; number < 10; number++) {
            var page = stretch.page(new PageNumber(number, 10));
            var seqs = range(page.from(), page.to());
            seen.addAll(stretch.newestFirst() ? seqs.reversed() : seqs);
        }
        assertThat(seen).hasSize((int) stretch.count());
        return seen;
    }

    private static List<Long> range(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }
}
