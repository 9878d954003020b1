package chat.parley.message.dialect;

import static chat.parley.message.testing.Api.as;
import static chat.parley.message.testing.Api.history;
import static chat.parley.message.testing.Api.sent;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import chat.parley.common.chat.NodeEvent;
import chat.parley.common.event.FriendshipEvent;
import chat.parley.common.testing.Backing;
import chat.parley.common.testing.TableOwner;
import chat.parley.message.testing.Example;
import chat.parley.message.testing.Friendship;
import chat.parley.message.testing.Gateway;
import chat.parley.message.testing.Neighbour;
import chat.parley.message.testing.User;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(Neighbour.class)
class FriendshipHistoryTest {

    @Inject
    Gateway gateway;

    @Inject
    Pool pool;

    private final User ada = User.named("ada");
    private final User bob = User.named("bob");
    private final Friendship friendship = Friendship.accepted(ada, bob);

    @BeforeEach
    void areFriends() {
        Neighbour.knows(friendship.state());
    }

    @Test
    void pageIsAsDocumented() {
        sent(ada, friendship, "one");
        sent(bob, friendship, "two");
        sent(ada, friendship, "three");

        var page = Example.json(history(bob, friendship, "?page_size=2")
                .then()
                .statusCode(200)
                .extract()
                .asString());

        var results = page.path("results");
        var values = new HashMap<String, Object>();
        values.put("friendship", friendship.id());
        values.put("ada", ada.id());
        values.put("bob", bob.id());
        values.put("first", results.path(0).path("id").asText());
        values.put("second", results.path(1).path("id").asText());
        values.put(
                "first_at", results.path(0).path("message").path("created_at").asText());
        values.put(
                "second_at", results.path(1).path("message").path("created_at").asText());
        values.put("received_at", results.path(0).path("updated_at").asText());
        assertThat(page).isEqualTo(Example.of("friendship/page.json", values));
        assertThat(values.get("first_at").toString()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z");
        assertThat(values.get("received_at").toString()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/messages/status/friendship/%s/messages/",
                "/api/messages/friendship/%s/messages/",
                "/api/messages/status/%s/"
            })
    void historyIsAtEachOfItsPaths(String path) {
        sent(ada, friendship, "hello");

        as(bob).get(path.formatted(friendship.id())).then().statusCode(200).body("count", equalTo(1));
        given().get(path.formatted(friendship.id())).then().statusCode(401);
        as(bob).redirects()
                .follow(false)
                .get(path.formatted(friendship.id()).replaceAll("/$", ""))
                .then()
                .statusCode(301);
    }

    @Test
    void lastPageHasNoNext() {
        sent(ada, friendship, "one");
        sent(ada, friendship, "two");
        sent(ada, friendship, "three");

        history(bob, friendship, "?page=2&page_size=2")
                .then()
                .body("count", equalTo(3))
                .body("next", nullValue())
                .body("previous", endsWith("?page_size=2&page=1"))
                .body("results.message.content", contains("three"));
        history(bob, friendship, "?page=9&page_size=2").then().statusCode(200).body("results", empty());
    }

    @Test
    void friendsWhoHaveNotWrittenHaveAnEmptyPage() {
        history(bob, friendship, "")
                .then()
                .statusCode(200)
                .body("count", equalTo(0))
                .body("results", empty());
    }

    @Test
    void pageHasTenMessagesUnlessAsked() {
        for (int i = 0; i < 11; i++) {
            sent(ada, friendship, "m" + i);
        }

        history(bob, friendship, "").then().body("results", hasSize(10));
        history(bob, friendship, "?page_size=1000").then().body("results", hasSize(11));
    }

    @Test
    void afterAMessageIsFromItOnOldestFirst() {
        sent(ada, friendship, "one");
        var two = sent(bob, friendship, "two");
        sent(ada, friendship, "three");

        history(ada, friendship, "?after&message_id=" + two)
                .then()
                .body("count", equalTo(2))
                .body("results.message.content", contains("two", "three"));
    }

    @Test
    void beforeAMessageIsUpToItNewestFirst() {
        sent(ada, friendship, "one");
        var two = sent(bob, friendship, "two");
        sent(ada, friendship, "three");

        history(ada, friendship, "?before=true&message_id=" + two + "&page_size=1")
                .then()
                .body("count", equalTo(2))
                .body("results.message.content", contains("two"));
        history(ada, friendship, "?before=true&message_id=" + two + "&page_size=1&page=2")
                .then()
                .body("results.message.content", contains("one"));
    }

    @Test
    void momentIsIncludedOnBothSides() {
        sent(ada, friendship, "one");
        sent(bob, friendship, "two");
        sent(ada, friendship, "three");
        var at = history(ada, friendship, "").then().extract().<String>path("results[1].message.created_at");

        history(ada, friendship, "?after=1&start_date=" + at)
                .then()
                .body("results.message.content", contains("two", "three"));
        history(ada, friendship, "?before=1&start_date=" + at)
                .then()
                .body("results.message.content", contains("two", "one"));
        history(ada, friendship, "?before=1&start_date=" + at.replace("Z", "%2B00:00"))
                .then()
                .body("results.message.content", contains("two", "one"));
    }

    @Test
    void dateIsAWholeDayInUtc() {
        sent(ada, friendship, "today");
        var today = OffsetDateTime.now(ZoneOffset.UTC).toLocalDate();

        history(ada, friendship, "?after&start_date=" + today).then().body("count", equalTo(1));
        history(ada, friendship, "?before&start_date=" + today).then().body("count", equalTo(1));
        history(ada, friendship, "?after&start_date=" + today.plusDays(1))
                .then()
                .body("count", equalTo(0));
        history(ada, friendship, "?before&start_date=" + today.minusDays(1))
                .then()
                .body("count", equalTo(0));
    }

    @Test
    void withoutAFlagThePointDoesNotMatter() {
        sent(ada, friendship, "one");
        var two = sent(bob, friendship, "two");

        history(ada, friendship, "?message_id=" + two + "&start_date=2020-01-01&after=false")
                .then()
                .body("results.message.content", contains("one", "two"));
    }

    @Test
    void dateAndMessageTogetherMustBothHold() {
        sent(ada, friendship, "one");
        var two = sent(bob, friendship, "two");
        sent(ada, friendship, "three");
        var at = history(ada, friendship, "").then().extract().<String>path("results[2].message.created_at");

        history(ada, friendship, "?after&message_id=" + two + "&start_date=" + at)
                .then()
                .body("results.message.content", contains("three"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?after&before",
                "?start_date=yesterday",
                "?start_date=2026-13-01",
                "?start_date=1026-11-20",
                "?start_date=2026-11-20T25:00:00Z",
                "?start_date=",
                "?start_date=99999-11-20",
                "?after&message_id=1-1-1-1-1",
                "?after&message_id=6f0c8a52-9d43-5a0e-8f0a-6a1c3f6f2d11",
                "?message_id=6f0c8a52-9d43-5a0e-8f0a-6a1c3f6f2d11",
                "?message_id=",
                "?page=0",
                "?page=x",
                "?page_size=-1",
                "?page_size=ten"
            })
    void senselessQueryIsRefused(String query) {
        history(ada, friendship, query).then().statusCode(400).body("error", equalTo("Invalid query parameters."));
    }

    @Test
    void messageOfAnotherConversationIsNoPoint() {
        var eve = User.named("eve");
        var other = Friendship.accepted(ada, eve);
        Neighbour.knows(other.state());
        var elsewhere = sent(ada, other, "elsewhere");

        history(ada, friendship, "?after&message_id=" + elsewhere).then().statusCode(400);
    }

    @Test
    void strangersAndUnknownFriendshipsAreNotFound() {
        sent(ada, friendship, "hello");
        var eve = User.named("eve");

        history(eve, friendship, "").then().statusCode(404).body("error", equalTo("Friendship not found."));
        as(eve).get("/api/messages/status/{id}/", UUID.randomUUID())
                .then()
                .statusCode(404)
                .body("error", equalTo("Friendship not found."));
        as(eve).get("/api/messages/status/not-an-id/")
                .then()
                .statusCode(404)
                .body("error", equalTo("Friendship not found."));
    }

    @Test
    void historyStaysReadableAfterABlock() {
        sent(ada, friendship, "before");
        var blocked = friendship.with("rejected", "accepted");
        gateway.tell(new FriendshipEvent.FriendshipAnswered(blocked.state(), ada.id(), Instant.now()));

        history(bob, friendship, "").then().statusCode(200).body("count", equalTo(1));
    }

    @Test
    void readingTellsTheSenderThatItWasReceived() {
        sent(ada, friendship, "one");
        sent(ada, friendship, "two");
        var node = gateway.nodeWith(ada);

        history(bob, friendship, "").then().statusCode(200);

        var receipt = gateway.told(node, NodeEvent.ReceiptAdvanced.class, 1).getFirst();
        assertThat(receipt.users()).isEqualTo(List.of(ada.id()));
        assertThat(receipt.userId()).isEqualTo(bob.id());
        assertThat(receipt.deliveredSeq()).isEqualTo(2);
        assertThat(receipt.readSeq()).isZero();
        assertThat(receipt.messages()).extracting(message -> message.body()).containsExactly("one", "two");
        history(ada, friendship, "").then().body("results.is_received", contains(true, true));
    }

    @Test
    void readingOnesOwnMessagesReceivesNothing() {
        sent(ada, friendship, "one");

        history(ada, friendship, "").then().body("results.is_received", contains(false));
        history(ada, friendship, "").then().body("results.is_received", contains(false));
    }

    @Test
    void unknownFriendshipIsAskedForOnce() {
        sent(ada, friendship, "hello");
        var asked = Neighbour.asked();

        history(bob, friendship, "").then().statusCode(200);
        history(ada, friendship, "").then().statusCode(200);

        assertThat(Neighbour.asked()).isEqualTo(asked);
    }

    @Test
    void whenOnlyAnAbsentNeighbourCouldTellItIsUnavailable() {
        Neighbour.isDown(true);
        try {
            history(ada, Friendship.accepted(ada, bob), "")
                    .then()
                    .statusCode(503)
                    .header("Retry-After", equalTo("1"));
        } finally {
            Neighbour.isDown(false);
        }
    }

    @Test
    void aPageCostsWhatItReturnsWhateverIsAroundIt() {
        var conversation = friendship.conversationId();
        sent(ada, friendship, "one");
        pool.preparedQuery("""
                        INSERT INTO message (conversation_id, seq, id, client_id, sender_id, sender_name, body, created_at)
                        SELECT $1, n, uuidv7(), uuidv7(), $2, 'ada', 'm', now() FROM generate_series(2, 20000) AS n""")
                .execute(Tuple.of(conversation, ada.id()))
                .await()
                .indefinitely();
        TableOwner.execute("ANALYZE message");

        var plan = new StringBuilder();
        pool.preparedQuery("""
                        EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF)
                        SELECT * FROM message WHERE conversation_id = $1 AND seq BETWEEN 19000 AND 19010 ORDER BY seq""")
                .execute(Tuple.of(conversation))
                .await()
                .indefinitely()
                .forEach(row -> plan.append(row.getString(0)).append('\n'));

        assertThat(plan.toString())
                .contains("Index Scan")
                .doesNotContain("Seq Scan")
                .doesNotContain("Sort");
    }
}
