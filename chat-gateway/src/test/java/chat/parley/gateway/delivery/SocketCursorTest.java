package chat.parley.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.common.chat.Standing;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SocketCursorTest {

    private static final Instant SINCE = Instant.parse("2026-11-20T23:51:18.450850Z");

    @Test
    void isReadAsItWasWritten() {
        var cursor = new SocketCursor(
                SINCE,
                List.of(
                        new Standing(-1, 1),
                        new Standing(Long.MIN_VALUE, 127),
                        new Standing(42, 128),
                        new Standing(7, Long.MAX_VALUE),
                        new Standing(8, 0)));

        assertThat(SocketCursor.read(cursor.write())).contains(cursor);
    }

    @Test
    void goesIntoAUrlAndAFrameAsItIs() {
        var random = new Random(1);
        for (int i = 0; i < 1000; i++) {
            var cursor = new SocketCursor(SINCE, List.of(new Standing(random.nextLong(), random.nextLong(1, 1 << 20))));
            assertThat(cursor.write()).matches("[A-Za-z0-9_-]+");
        }
    }

    @Test
    void isShortForOneConversation() {
        assertThat(new SocketCursor(SINCE, List.of(new Standing(-1, 42))).write())
                .hasSize(32);
    }

    @Test
    void hasSoManyMarksAndNoMore() {
        var marks = marks(SocketCursor.MOST + 10, 1_999_999);

        var read = SocketCursor.read(new SocketCursor(SINCE, marks).write()).orElseThrow();

        assertThat(read.given()).isEqualTo(marks.subList(0, SocketCursor.MOST));
    }

    @Test
    void goesIntoAFrameOf64KiBHoweverMuchThereIsToBeTold() {
        var written = new SocketCursor(SINCE, marks(SocketCursor.MOST, Long.MAX_VALUE)).write();

        assertThat(written).hasSizeLessThanOrEqualTo(64_000);
        assertThat(SocketCursor.read(written).orElseThrow().given()).hasSizeGreaterThan(2_500);
    }

    private static List<Standing> marks(int count, long seq) {
        return LongStream.rangeClosed(1, count)
                .mapToObj(i -> new Standing(i, seq))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "A",
                "garbage",
                "????",
                "AQ",
                "AQAAAAAAAAAAAAA",
                "ÄÖÜ",
                "AQAGRBEK0bXkAAABDTtPjlWqXisq3q2-7w=="
            })
    void garbageIsNone(String text) {
        assertThat(SocketCursor.read(text)).isEmpty();
    }

    @Test
    void oneThatWasCutOrChangedIsNone() {
        var written = new SocketCursor(SINCE, List.of(new Standing(5, 300), new Standing(6, 7))).write();
        var bytes = Base64.getUrlDecoder().decode(written);

        for (int length = 0; length < written.length(); length++) {
            assertThat(SocketCursor.read(written.substring(0, length))).isEmpty();
        }
        IntStream.range(0, bytes.length * 8).forEach(bit -> {
            var changed = bytes.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(SocketCursor.read(Base64.getUrlEncoder().withoutPadding().encodeToString(changed)))
                    .isEmpty();
        });
    }

    @Test
    void chanceIsNone() {
        var random = new Random(2);
        for (int i = 0; i < 100_000; i++) {
            var bytes = new byte[random.nextInt(64)];
            random.nextBytes(bytes);
            assertThat(SocketCursor.read(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)))
                    .isEmpty();
        }
    }
}
