package chat.parley.common.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

    private static final Instant AT = Instant.parse("2026-11-20T23:51:18.450850Z");
    private static final UUID ID = UUID.fromString("01f0a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b");

    @Test
    void whatWasGivenOutIsRead() {
        var text = Cursor.of("things", AT, ID, 7).text();

        var cursor = Cursor.read(text, "things", 3);

        assertThat(text).matches("[\\w-]+");
        assertThat(cursor.instant(0)).isEqualTo(AT);
        assertThat(cursor.uuid(1)).isEqualTo(ID);
        assertThat(cursor.number(2)).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "%%%", "AAAA", "dGhpbmdz", "dGhpbmdzLDE", "othersÄ"})
    void garbageIsRefused(String text) {
        assertThatThrownBy(() -> Cursor.read(text, "things", 3)).isInstanceOf(InvalidCursor.class);
    }

    @Test
    void thatOfAnotherListIsRefused() {
        assertThatThrownBy(() -> Cursor.read(Cursor.of("others", 1).text(), "things", 1))
                .isInstanceOf(InvalidCursor.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "things,x",
                "things,1-1-1-1-1",
                "things,+1000000000-01-01T00:00:00Z",
                "things,99999999999999999999"
            })
    void partsOfTheWrongKindAreRefused(String decoded) {
        var text = Base64.getUrlEncoder().encodeToString(decoded.getBytes(StandardCharsets.UTF_8));
        var cursor = Cursor.read(text, "things", 1);

        assertThatThrownBy(() -> cursor.instant(0)).isInstanceOf(InvalidCursor.class);
        assertThatThrownBy(() -> cursor.uuid(0)).isInstanceOf(InvalidCursor.class);
        assertThatThrownBy(() -> cursor.number(0)).isInstanceOf(InvalidCursor.class);
    }

    @Test
    void aListSaysWhereItGoesOn() {
        var listing = Listing.of(List.of(1, 2, 3), 2, item -> Cursor.of("numbers", item));

        assertThat(listing.items()).containsExactly(1, 2);
        assertThat(Cursor.read(listing.next(), "numbers", 1).number(0)).isEqualTo(2);
        assertThat(Listing.of(List.of(1, 2), 2, item -> Cursor.of("numbers", item))
                        .next())
                .isNull();
    }

    @Test
    void limitsAreOneToAHundred() {
        assertThat(Limit.of(null)).isEqualTo(20);
        assertThat(Limit.of("100")).isEqualTo(100);
        for (var bad : List.of("0", "101", "abc", "", "-1", "1.5", "99999999999")) {
            assertThatThrownBy(() -> Limit.of(bad)).hasMessage("Some fields are not valid.");
        }
    }
}
