package chat.parley.message.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.common.failure.Invalid;
import chat.parley.common.testing.fuzz.Fuzz;
import chat.parley.common.testing.fuzz.Mutations;
import chat.parley.common.testing.fuzz.Outcomes;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Provide;

/** Queries of histories that are nearly what they should be. */
class QueryFuzzTest {

    @Provide
    Arbitrary<String> times() {
        return Mutations.of(
                "2026-11-20",
                "2026-11-20T23:51:18.450850Z",
                "2026-11-20 23:51:18+01:00",
                "2026-11-20T23:51:18",
                "-999999999-01-01");
    }

    @Provide
    Arbitrary<String> ids() {
        return Mutations.of("0b9b6f0e-65a5-4f6c-8f0a-8a2a4f1f0d01");
    }

    @Provide
    Arbitrary<String> flags() {
        return Mutations.of("", "1", "true", "false", "0");
    }

    @Provide
    Arbitrary<String> numbers() {
        return Mutations.of("1", "1000", "1001", "9223372036854775807");
    }

    @Fuzz
    void aQueryOfFriendshipMakesSenseOrIsInvalid(
            @ForAll("times") String date,
            @ForAll("ids") String id,
            @ForAll("flags") String after,
            @ForAll("numbers") String page) {
        var query = query("start_date", date);
        query.putSingle("message_id", id);
        query.putSingle("after", after);
        query.putSingle("page", page);
        Outcomes.of(() -> FriendshipHistoryQuery.of(query), Invalid.class);

        Outcomes.of(() -> FriendshipHistoryQuery.of(query("start_date", date)), Invalid.class)
                .ifPresent(read -> assertThat(read.first()).isBeforeOrEqualTo(read.last()));
    }

    @Fuzz
    void aQueryOfTheLobbyMakesSenseOrIsInvalid(@ForAll("numbers") String limit, @ForAll("numbers") String before) {
        var query = query("limit", limit);
        query.putSingle("before", before);

        Outcomes.of(() -> LobbyQuery.of(query), LobbyInvalid.class).ifPresent(read -> {
            assertThat(read.limit()).isBetween(1, LobbyQuery.MOST);
            assertThat(read.before()).isPositive();
        });
    }

    @Fuzz
    void aQueryOfAThreadMakesSenseOrIsInvalid(@ForAll("numbers") String limit, @ForAll("numbers") String before) {
        var query = query("limit", limit);
        query.putSingle("before", before);

        Outcomes.of(() -> ThreadHistoryQuery.of(query), ThreadInvalid.class)
                .ifPresent(read -> assertThat(read.limit()).isBetween(1, 1_000));
    }

    private static MultivaluedMap<String, String> query(String name, String value) {
        var query = new MultivaluedHashMap<String, String>();
        query.putSingle(name, value);
        return query;
    }
}
