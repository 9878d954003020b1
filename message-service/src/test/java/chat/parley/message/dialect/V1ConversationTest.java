package chat.parley.message.dialect;

import static chat.parley.message.testing.Api.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import chat.parley.common.chat.Command;
import chat.parley.common.chat.ConversationId;
import chat.parley.common.chat.NodeEvent;
import chat.parley.common.chat.Target;
import chat.parley.common.testing.Backing;
import chat.parley.message.testing.Gateway;
import chat.parley.message.testing.Neighbour;
import chat.parley.message.testing.User;
import chat.parley.message.testing.V1;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(Neighbour.class)
class V1ConversationTest {

    @Inject
    Gateway gateway;

    private final User ada = User.named("ada");
    private final User bob = User.named("bob");

    @BeforeEach
    void haveSignedUp() {
        Neighbour.knows(ada.person());
        Neighbour.knows(bob.person());
    }

    @AfterEach
    void isBack() {
        Neighbour.isDown(false);
    }

    @Test
    void openingMakesTheOneConversationOfTheTwo() {
        V1.open(ada, bob)
                .then()
                .statusCode(201)
                .body("id", equalTo(ConversationId.ofDirect(ada.id(), bob.id()).toString()))
                .body("kind", equalTo("direct"))
                .body("last_seq", equalTo(0))
                .body("read_seq", equalTo(0))
                .body("unread", equalTo(0))
                .body("last_message", equalTo(null))
                .body("members.find { it.id == '%s' }.username".formatted(bob.id()), equalTo("bob"));

        V1.open(bob, ada)
                .then()
                .statusCode(200)
                .body("id", equalTo(ConversationId.ofDirect(ada.id(), bob.id()).toString()));
    }

    @Test
    void openingIsSeenByWhoeverOpenedUntilSomebodyWrites() {
        var conversation = V1.opened(ada, bob);

        assertThat(listed(ada)).contains(conversation.toString());
        assertThat(listed(bob)).doesNotContain(conversation.toString());
        V1.send(ada, conversation, "hello").then().statusCode(201);
        assertThat(listed(bob)).contains(conversation.toString());
    }

    @Test
    void onlySomebodyElseWhoIsThereCanBeTalkedTo() {
        post("{\"with\":\"%s\"}".formatted(UUID.randomUUID()), 404, "unknown-user");
        post("{\"with\":\"%s\"}".formatted(ada.id()), 400, "to-oneself");
        post("{\"with\":\"bob\"}", 400, "invalid-request");
        post("{\"with\":7}", 400, "invalid-request");
        post("{}", 400, "invalid-request");
        post("[]", 400, "malformed-json");
        Neighbour.isDown(true);
        post("{\"with\":\"%s\"}".formatted(UUID.randomUUID()), 503, "unavailable");
    }

    @Test
    void listHasTheLatestActivityFirstWithLastMessageAndUnread() {
        var eve = User.named("eve");
        var withBob = V1.opened(ada, bob);
        var withEve = V1.opened(ada, eve);
        V1.send(bob, withBob, "one").then().statusCode(201);
        V1.send(bob, withBob, "two").then().statusCode(201);
        V1.send(eve, withEve, "hi").then().statusCode(201);
        V1.send(ada, withBob, "three").then().statusCode(201);

        var mine = as(ada).get(V1.CONVERSATIONS).then().statusCode(200);

        mine.body("items[0].id", equalTo(withBob.toString()))
                .body("items[0].last_seq", equalTo(3))
                .body("items[0].unread", equalTo(2))
                .body("items[0].last_message.body", equalTo("three"))
                .body("items[1].id", equalTo(withEve.toString()))
                .body("items[1].unread", equalTo(1))
                .body("items[1].members.username.sort()", equalTo(List.of("ada", "eve")));
    }

    @Test
    void theLobbyIsEverybodysAndHasNoMembers() {
        V1.send(bob, ConversationId.LOBBY, "hello, all").then().statusCode(201);

        as(ada).get(V1.CONVERSATIONS + "/" + ConversationId.LOBBY)
                .then()
                .statusCode(200)
                .body("kind", equalTo("lobby"))
                .body("members", equalTo(List.of()))
                .body("last_message.body", equalTo("hello, all"));
        assertThat(listed(User.named("newcomer"))).containsExactly(ConversationId.LOBBY.toString());
    }

    @Test
    void unreadStopsCountingAtAThousand() {
        var conversation = V1.opened(ada, bob);
        V1.send(bob, conversation, "first").then().statusCode(201);
        write(conversation, 1_200);

        as(ada).get(V1.CONVERSATIONS + "/" + conversation).then().body("unread", equalTo(1_000));
        as(bob).get(V1.CONVERSATIONS + "/" + conversation).then().body("unread", equalTo(0));
    }

    @Test
    void pagesAreWholeAndNothingComesTwiceWhileMessagesArrive() {
        var all = IntStream.range(0, 7)
                .mapToObj(i -> {
                    var other = User.named("other" + i);
                    var conversation = V1.opened(ada, other);
                    V1.send(other, conversation, "hi").then().statusCode(201);
                    return conversation;
                })
                .toList();

        var seen = new ArrayList<String>();
        String cursor = null;
        do {
            var page = as(ada).queryParam("limit", 3);
            var answer = (cursor == null ? page : page.queryParam("cursor", cursor)).get(V1.CONVERSATIONS);
            seen.addAll(answer.then().statusCode(200).extract().path("items.id"));
            cursor = answer.path("next");
            V1.send(ada, all.getLast(), "meanwhile").then().statusCode(201);
        } while (cursor != null);

        assertThat(seen).doesNotHaveDuplicates();
        assertThat(new HashSet<>(seen))
                .containsAll(all.stream().map(UUID::toString).toList());
    }

    @Test
    void badLimitsAndCursorsAreRefused() {
        for (var limit : List.of("0", "101", "abc")) {
            as(ada).queryParam("limit", limit)
                    .get(V1.CONVERSATIONS)
                    .then()
                    .statusCode(400)
                    .contentType("application/problem+json")
                    .body("code", equalTo("invalid-request"))
                    .body("errors.field", equalTo(List.of("limit")));
        }
        for (var cursor : List.of("x", "!", "Y29udmVyc2F0aW9ucyx4LHk", "bWVzc2FnZXMsMSwy")) {
            as(ada).queryParam("cursor", cursor)
                    .get(V1.CONVERSATIONS)
                    .then()
                    .statusCode(400)
                    .body("code", equalTo("invalid-cursor"));
        }
    }

    @Test
    void readingMovesTheMarkForwardOnlyAndTellsTheSender() {
        var conversation = V1.opened(ada, bob);
        IntStream.rangeClosed(1, 3)
                .forEach(i -> V1.send(ada, conversation, "m" + i).then().statusCode(201));
        var node = gateway.nodeWith(ada);

        V1.read(bob, conversation, Map.of("seq", 2)).then().statusCode(204);
        V1.read(bob, conversation, Map.of("seq", 1)).then().statusCode(204);

        as(bob).get(V1.CONVERSATIONS + "/" + conversation)
                .then()
                .body("read_seq", equalTo(2))
                .body("unread", equalTo(1))
                .body("members.find { it.id == '%s' }.delivered_seq".formatted(bob.id()), equalTo(2));
        assertThat(gateway.told(node, NodeEvent.ReceiptAdvanced.class, 1)
                        .getFirst()
                        .readSeq())
                .isEqualTo(2);
    }

    @Test
    void beyondTheLastMessageCountsAsTheLast() {
        var conversation = V1.opened(ada, bob);
        V1.send(ada, conversation, "only").then().statusCode(201);

        V1.read(bob, conversation, Map.of("seq", Long.MAX_VALUE)).then().statusCode(204);

        as(bob).get(V1.CONVERSATIONS + "/" + conversation).then().body("read_seq", equalTo(1));
    }

    @Test
    void theLobbyIsReadLikeAnyOther() {
        V1.send(bob, ConversationId.LOBBY, "hello, all").then().statusCode(201);

        V1.read(ada, ConversationId.LOBBY, Map.of("seq", Long.MAX_VALUE)).then().statusCode(204);

        as(ada).get(V1.CONVERSATIONS + "/" + ConversationId.LOBBY).then().body("unread", equalTo(0));
    }

    @Test
    void marksThatAreNoneAreRefused() {
        var conversation = V1.opened(ada, bob);

        for (var body :
                List.of("{}", "{\"seq\":-1}", "{\"seq\":\"1\"}", "{\"seq\":1.5}", "{\"seq\":99999999999999999999}")) {
            V1.read(ada, conversation, body)
                    .then()
                    .statusCode(400)
                    .body("code", equalTo("invalid-request"))
                    .body("errors.field", equalTo(List.of("seq")));
        }
    }

    @Test
    void namesThatOnlyUserServiceKnowsAreLeftOutWhileItIsAway() {
        var conversation = V1.opened(ada, bob);
        Neighbour.isDown(true);

        as(ada).get(V1.CONVERSATIONS + "/" + conversation)
                .then()
                .statusCode(200)
                .body("members.find { it.id == '%s' }.username".formatted(bob.id()), equalTo("bob"));
    }

    private void write(UUID conversation, int count) {
        var node = gateway.nodeWith();
        var sends = IntStream.range(0, count)
                .mapToObj(i -> new Command.Send(UUID.randomUUID(), "m" + i, List.of()))
                .toArray(Command[]::new);
        gateway.ask(node, bob, new Target.OfConversation(conversation), sends);
    }

    private static List<String> listed(User user) {
        return as(user).get(V1.CONVERSATIONS).then().statusCode(200).extract().path("items.id");
    }

    private void post(String body, int status, String code) {
        as(ada).contentType("application/json")
                .body(body)
                .post(V1.CONVERSATIONS)
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("code", equalTo(code));
    }
}
