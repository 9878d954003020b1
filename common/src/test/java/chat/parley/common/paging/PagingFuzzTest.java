package chat.parley.common.paging;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.common.failure.Invalid;
import chat.parley.common.failure.InvalidRequest;
import chat.parley.common.http.Ids;
import chat.parley.common.testing.fuzz.Fuzz;
import chat.parley.common.testing.fuzz.Mutations;
import chat.parley.common.testing.fuzz.Outcomes;
import java.util.UUID;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Provide;

class PagingFuzzTest {

    private static final String ID = "0b9b6f0e-65a5-4f6c-8f0a-8a2a4f1f0d01";

    @Provide
    Arbitrary<String> numbers() {
        return Mutations.of("1", "100", "1000000", "2147483647");
    }

    @Provide
    Arbitrary<String> cursors() {
        return Mutations.of(
                Cursor.of("list", "2026-11-20T23:51:18.450850Z", ID, 7).text(),
                Cursor.of("list", "x", "y", "z").text(),
                Cursor.of("other", 1).text());
    }

    @Provide
    Arbitrary<String> ids() {
        return Mutations.of(ID, ID.toUpperCase(java.util.Locale.ROOT));
    }

    @Fuzz
    void aPageIsWithinItsBoundsOrRefused(@ForAll("numbers") String number, @ForAll("numbers") String size) {
        Outcomes.of(() -> PageNumber.of(number, size), Invalid.class).ifPresent(page -> {
            assertThat(page.number()).isPositive();
            assertThat(page.size()).isBetween(1, PageNumber.MAX_SIZE);
            assertThat(page.offset()).isNotNegative();
        });
    }

    @Fuzz
    void aLimitIsWithinItsBoundsOrRefused(@ForAll("numbers") String limit) {
        Outcomes.of(() -> Limit.of(limit), InvalidRequest.class)
                .ifPresent(read -> assertThat(read).isBetween(1, Limit.MOST));
    }

    @Fuzz
    void aCursorIsOneOfOursOrRefused(@ForAll("cursors") String text) {
        Outcomes.of(() -> Cursor.read(text, "list", 3), InvalidCursor.class).ifPresent(cursor -> {
            Outcomes.of(() -> cursor.instant(0), InvalidCursor.class);
            Outcomes.of(() -> cursor.uuid(1), InvalidCursor.class);
            Outcomes.of(() -> cursor.number(2), InvalidCursor.class);
        });
    }

    @Fuzz
    void aCursorOfOursIsReadAsItWasGivenOut(@ForAll long number, @ForAll("ids") String id) {
        var cursor = Cursor.of("list", number, Ids.parse(id).orElse(UUID.randomUUID()));

        var read = Cursor.read(cursor.text(), "list", 2);

        assertThat(read).isEqualTo(cursor);
        assertThat(read.number(0)).isEqualTo(number);
    }

    @Fuzz
    void anIdIsAUuidOrNone(@ForAll("ids") String text) {
        Outcomes.of(() -> Ids.parse(text))
                .flatMap(id -> id)
                .ifPresent(id -> assertThat(UUID.fromString(id.toString())).isEqualTo(id));
    }
}
