package chat.parley.common.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.parley.common.failure.Invalid;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {

    private static final URI SELF = URI.create("http://127.0.0.1:8000/api/users/?username=j%20o&page=2&page_size=5");

    @Test
    void linksKeepTheOtherParameters() {
        var page = Page.of(11, List.of(1), PageNumber.of("2", "5"), SELF);

        assertThat(page.next()).hasToString("http://127.0.0.1:8000/api/users/?username=j%20o&page_size=5&page=3");
        assertThat(page.previous()).hasToString("http://127.0.0.1:8000/api/users/?username=j%20o&page_size=5&page=1");
    }

    @Test
    void theFirstAndTheLastPageHaveNoLinkBeyond() {
        assertThat(Page.of(5, List.of(), PageNumber.of(null, "5"), SELF).previous())
                .isNull();
        assertThat(Page.of(5, List.of(), PageNumber.of(null, "5"), SELF).next()).isNull();
    }

    @Test
    void tenByDefaultAndAHundredAtTheMost() {
        assertThat(PageNumber.of(null, null).size()).isEqualTo(10);
        assertThat(PageNumber.of(null, "5000").size()).isEqualTo(100);
        assertThat(PageNumber.of("3", "20").offset()).isEqualTo(40);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "x", "", "1.5", "99999999999", "2147483647"})
    void whatIsNoPageIsRefused(String page) {
        assertThatThrownBy(() -> PageNumber.of(page, null))
                .isInstanceOf(Invalid.class)
                .hasMessage("Invalid query parameters.");
    }
}
