package chat.parley.common.paging;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import java.util.List;
import java.util.function.Function;

/**
 * One numbered page of a list, as the {@code friendship} dialect shows it.
 *
 * @param count how many items there are on all pages
 * @param next absolute URL of the next page, or null
 * @param previous absolute URL of the page before, or null
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Page<T>(long count, URI next, URI previous, List<T> results) {

    /** @param self absolute URL of this page; its other query parameters are kept in the links */
    public static <T> Page<T> of(long count, List<T> results, PageNumber page, URI self) {
        return new Page<>(count, page.hasNext(count) ? page.next(self) : null, page.previous(self), results);
    }

    public <R> Page<R> map(Function<T, R> view) {
        return new Page<>(count, next, previous, results.stream().map(view).toList());
    }
}
