package chat.parley.common.paging;

import chat.parley.common.failure.Invalid;
import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;

/**
 * Which numbered page is asked for.
 *
 * @param number from 1
 * @param size items on a page, 1 to 100
 */
public record PageNumber(int number, int size) {

    public static final int DEFAULT_SIZE = 10;
    public static final int MAX_SIZE = 100;
    private static final int MAX_NUMBER = 1_000_000;

    /**
     * @param page the query parameter as it came, null for the first page
     * @param pageSize the query parameter as it came, null for the default; above the maximum counts as the maximum
     * @throws Invalid when either is no positive whole number
     */
    public static PageNumber of(String page, String pageSize) {
        var size = pageSize == null ? DEFAULT_SIZE : Math.min(positive(pageSize), MAX_SIZE);
        return new PageNumber(page == null ? 1 : positive(page), size);
    }

    public long offset() {
        return (long) (number - 1) * size;
    }

    boolean hasNext(long count) {
        return (long) number * size < count;
    }

    URI next(URI self) {
        return at(self, number + 1);
    }

    URI previous(URI self) {
        return number == 1 ? null : at(self, number - 1);
    }

    private static URI at(URI self, int page) {
        return UriBuilder.fromUri(self).replaceQueryParam("page", page).build();
    }

    private static int positive(String text) {
        try {
            var value = Integer.parseInt(text);
            if (value >= 1 && value <= MAX_NUMBER) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            throw invalid();
        }
        throw invalid();
    }

    private static Invalid invalid() {
        return new Invalid("invalid-query", "Invalid query parameters.");
    }
}
