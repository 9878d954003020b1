package chat.parley.common.paging;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.function.Function;

/**
 * A part of a list of {@code v1}.
 *
 * @param next the cursor of what follows, null at the end
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Listing<T>(List<T> items, String next) {

    /**
     * @param found one more than asked for tells that there is more
     * @param cursor that of an item, when it is the last one shown
     */
    public static <T> Listing<T> of(List<T> found, int limit, Function<T, Cursor> cursor) {
        if (found.size() <= limit) {
            return new Listing<>(found, null);
        }
        var shown = found.subList(0, limit);
        return new Listing<>(shown, cursor.apply(shown.getLast()).text());
    }

    public <R> Listing<R> map(Function<T, R> view) {
        return new Listing<>(items.stream().map(view).toList(), next);
    }
}
