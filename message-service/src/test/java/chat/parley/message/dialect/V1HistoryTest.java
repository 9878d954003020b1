package chat.parley.message.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import chat.parley.common.chat.ConversationId;
import chat.parley.common.chat.NodeEvent;
import chat.parley.common.paging.Cursor;
import chat.parley.common.testing.Backing;
import chat.parley.message.testing.Gateway;
import chat.parley.message.testing.Neighbour;
import chat.parley.message.testing.User;
import chat.parley.message.testing.V1;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(Neighbour.class)
class V1HistoryTest {

    @Inject
    Gateway gateway;

    private final User ada = User.named("ada");
    private final User bob = User.named("bob");
    private UUID conversation;

    @BeforeEach
    void haveSpoken() {
        conversation = V1.opened(ada, bob);
        IntStream.rangeClosed(1, 7).forEach(this::say);
    }

    @Test
    void withoutAPlaceTheNewestComeOldestFirst() {
        assertThat(V1.bodies(bob, conversation, "?limit=3")).containsExactly("m5", "m6", "m7");
        assertThat(V1.bodies(bob, conversation, "")).hasSize(7);
    }

    @Test
    void beforeAndAfterAreNotIncluded() {
        assertThat(V1.bodies(bob, conversation, "?before=4")).containsExactly("m1", "m2", "m3");
        assertThat(V1.bodies(bob, conversation, "?before=4&limit=2")).containsExactly("m2", "m3");
        assertThat(V1.bodies(bob, conversation, "?after=4")).containsExactly("m5", "m6", "m7");
        assertThat(V1.bodies(bob, conversation, "?after=0&limit=2")).containsExactly("m1", "m2");
        assertThat(V1.bodies(bob, conversation, "?after=7")).isEmpty();
        assertThat(V1.bodies(bob, conversation, "?after=999999999999999999")).isEmpty();
        assertThat(V1.bodies(bob, conversation, "?before=0")).isEmpty();
        assertThat(V1.bodies(bob, conversation, "?before=1")).isEmpty();
        assertThat(V1.bodies(bob, conversation, "?before=100&limit=1")).containsExactly("m7");
    }

    @Test
    void cursorsGoOnInBothDirections() {
        assertThat(pages("?limit=3"))
                .containsExactly(List.of("m5", "m6", "m7"), List.of("m2", "m3", "m4"), List.of("m1"));
        assertThat(pages("?limit=3&after=1")).containsExactly(List.of("m2", "m3", "m4"), List.of("m5", "m6", "m7"));
    }

    @Test
    void pagesDoNotShiftWhileMessagesArrive() {
        var first = V1.page(bob, conversation, "?limit=3");
        IntStream.rangeClosed(8, 12).forEach(this::say);

        String next = first.path("next");

        assertThat(V1.bodies(bob, conversation, "?limit=3&cursor=" + next)).containsExactly("m2", "m3", "m4");
    }

    @Test
    void whoeverFollowsMeetsWhatArrives() {
        String next = V1.page(bob, conversation, "?after=4&limit=2").path("next");
        say(8);

        assertThat(V1.bodies(bob, conversation, "?limit=5&cursor=" + next)).containsExactly("m7", "m8");
    }

    @Test
    void whatIsReturnedCountsAsDeliveredAndItsSenderIsTold() {
        var node = gateway.nodeWith(ada);

        V1.page(bob, conversation, "?before=5&limit=2").then().statusCode(200);

        var receipt = gateway.told(node, NodeEvent.ReceiptAdvanced.class, 1).getFirst();
        assertThat(receipt.deliveredSeq()).isEqualTo(4);
        assertThat(receipt.readSeq()).isZero();
    }

    @Test
    void parametersThatMakeNoSenseAreNamed() {
        for (var bad :
                List.of("limit=0", "limit=101", "limit=abc", "before=-1", "after=x", "after=1.5", "before=%00")) {
            V1.page(bob, conversation, "?" + bad)
                    .then()
                    .statusCode(400)
                    .contentType("application/problem+json")
                    .body("code", equalTo("invalid-request"))
                    .body("errors.field", equalTo(List.of(bad.substring(0, bad.indexOf('=')))));
        }
        V1.page(bob, conversation, "?before=1&after=1")
                .then()
                .statusCode(400)
                .body("errors.field", equalTo(List.of("after", "before")));
    }

    @Test
    void cursorsThatAreNotOfThisConversationAreRefused() {
        var others = List.of(
                "x",
                "%21",
                Cursor.of("messages", UUID.randomUUID(), "after", 1).text(),
                Cursor.of("messages", conversation, "sideways", 1).text(),
                Cursor.of("messages", conversation, "after", "one").text(),
                Cursor.of("conversations", conversation, "after", 1).text());

        for (var cursor : others) {
            V1.page(bob, conversation, "?cursor=" + cursor)
                    .then()
                    .statusCode(400)
                    .contentType("application/problem+json")
                    .body("code", equalTo("invalid-cursor"));
        }
    }

    @Test
    void cursorsCannotLeaveTheConversation() {
        var far =
                Cursor.of("messages", conversation, "after", Long.MAX_VALUE - 1).text();
        var low = Cursor.of("messages", conversation, "before", Long.MIN_VALUE).text();

        assertThat(V1.bodies(bob, conversation, "?cursor=" + far)).isEmpty();
        assertThat(V1.bodies(bob, conversation, "?cursor=" + low)).isEmpty();
    }

    @Test
    void everybodyMayReadTheLobby() {
        V1.send(ada, ConversationId.LOBBY, "hello, all").then().statusCode(201);

        assertThat(V1.bodies(User.named("eve"), ConversationId.LOBBY, "?limit=1"))
                .containsExactly("hello, all");
    }

    private List<List<String>> pages(String query) {
        var pages = new ArrayList<List<String>>();
        var answer = V1.page(bob, conversation, query);
        pages.add(answer.path("items.body"));
        for (String next = answer.path("next"); next != null; next = answer.path("next")) {
            answer = V1.page(bob, conversation, "?limit=3&cursor=" + next);
            pages.add(answer.path("items.body"));
        }
        return pages;
    }

    private void say(int number) {
        V1.send(ada, conversation, "m" + number).then().statusCode(201);
    }
}
