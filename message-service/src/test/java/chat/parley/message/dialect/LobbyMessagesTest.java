package chat.parley.message.dialect;

import static chat.parley.message.testing.Api.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import chat.parley.common.chat.ChatKeys;
import chat.parley.common.chat.Command;
import chat.parley.common.chat.ConversationId;
import chat.parley.common.chat.NodeEvent;
import chat.parley.common.chat.Outcome;
import chat.parley.common.chat.Target;
import chat.parley.common.event.MessageEvent;
import chat.parley.common.testing.Backing;
import chat.parley.message.testing.Example;
import chat.parley.message.testing.Gateway;
import chat.parley.message.testing.Neighbour;
import chat.parley.message.testing.User;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(Neighbour.class)
class LobbyMessagesTest {

    private static final String PATH = "/auth/messages";
    private static final Target LOBBY = new Target.OfLobby();

    @Inject
    Gateway gateway;

    @Inject
    Pool pool;

    private final User ada = User.named("ada");
    private final User bob = User.named("bob");

    @Test
    void whatWasSaidIsAsDocumented() {
        var first = say(ada, "hello").seq();
        var second = say(bob, "hello, ada").seq();

        var said = Example.json(as(ada).queryParam("limit", 2)
                .get(PATH)
                .then()
                .statusCode(200)
                .extract()
                .asString());

        var values = Map.of("first", first, "second", second, "ada", "ada", "bob", "bob");
        assertThat(said).isEqualTo(Example.of("lobby/messages.json", values));
    }

    @Test
    void pagesGoBackFromTheNewest() {
        var last = IntStream.range(0, 5)
                .mapToObj(i -> say(ada, "m" + i))
                .toList()
                .getLast()
                .seq();

        as(bob).queryParam("limit", 2)
                .queryParam("before", last)
                .get(PATH)
                .then()
                .body("text", equalTo(List.of("m2", "m3")));
        as(bob).queryParam("before", 1).get(PATH).then().statusCode(200).body("", hasSize(0));
    }

    @Test
    void seqIsDenseAndNothingIsLostOrTwice() {
        var node = gateway.nodeWith();
        var sends = IntStream.range(0, 40)
                .mapToObj(i -> Gateway.batch(node, i % 2 == 0 ? ada : bob, LOBBY, send("n" + i), send("o" + i)))
                .toList();
        var before = say(ada, "before").seq();

        sends.forEach(gateway::append);
        sends.forEach(gateway::append);
        sends.forEach(gateway::outcomes);

        var seqs = sends.stream()
                .flatMap(batch -> gateway.outcomes(batch).stream())
                .map(outcome -> ((Outcome.Accepted) outcome).seq())
                .sorted()
                .toList();
        assertThat(seqs)
                .isEqualTo(
                        IntStream.rangeClosed(1, 80).mapToObj(i -> before + i).toList());
    }

    @Test
    void everyNodeWithASocketInTheRoomIsTold() {
        var nodes = List.of(gateway.nodeWith(), gateway.nodeWith());
        nodes.forEach(node -> gateway.lease(ChatKeys.interest(ConversationId.LOBBY), node));
        var elsewhere = gateway.nodeWith(ada, bob);

        var said = say(ada, "to all");

        for (var node : nodes) {
            var posted = posted(node, said.seq());
            assertThat(posted.users()).isEmpty();
            assertThat(posted.message().kind()).isEqualTo("lobby");
            assertThat(posted.message().senderName()).isEqualTo("ada");
            assertThat(posted.message().recipientId()).isNull();
            assertThat(posted.message().friendshipId()).isNull();
        }
        assertThat(gateway.told(elsewhere, NodeEvent.MessagePosted.class)).isEmpty();
    }

    @Test
    void replayIsForTheRoomOfTheAskingNode() {
        var first = say(ada, "one").seq();
        var last = say(ada, "two").seq();
        var node = gateway.nodeWith();

        var outcomes = gateway.ask(node, bob, LOBBY, new Command.Replay(first - 1, last));

        assertThat(outcomes).containsExactly(new Outcome.Done());
        assertThat(gateway.told(node, NodeEvent.MessagePosted.class))
                .allSatisfy(posted -> assertThat(posted.users()).isEmpty())
                .extracting(posted -> posted.message().body())
                .containsExactly("one", "two");
    }

    @Test
    void gatewaysLearnWhatWasSaidFromTheEventsToo() {
        var said = say(ada, "event").seq();

        var last = Awaitility.await()
                .atMost(Gateway.PATIENCE)
                .until(
                        () -> events().stream()
                                .filter(event -> event.fromSeq() <= said && said <= event.toSeq())
                                .toList(),
                        found -> !found.isEmpty());

        assertThat(last)
                .hasSize(1)
                .allSatisfy(event -> assertThat(event.conversationId()).isEqualTo(ConversationId.LOBBY));
    }

    @Test
    void nobodyIsAMemberForHavingSpoken() {
        say(ada, "hello");

        var rows = pool.preparedQuery("SELECT 1 FROM member WHERE user_id = $1")
                .execute(Tuple.of(ada.id()))
                .await()
                .indefinitely();

        assertThat(rows.size()).isZero();
    }

    @Test
    void noIntegerIsRefusedAsDocumented() {
        assertThat(refused("?limit=many")).isEqualTo(Example.of("lobby/no-integer.json", Map.of()));
    }

    @Test
    void everyParameterThatIsOutOfRangeIsNamed() {
        assertThat(refused("?limit=1001&before=0")).isEqualTo(Example.of("lobby/out-of-range.json", Map.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?limit=",
                "?limit=0",
                "?limit=-1",
                "?limit=1.5",
                "?before=x",
                "?before=-3",
                "?limit=99999999999999999999999"
            })
    void senselessQueryIsRefused(String query) {
        refused(query);
    }

    @Test
    void nobodyReadsWithoutAToken() {
        var nobody = given().get(PATH).then().statusCode(401).header("WWW-Authenticate", "Bearer");
        var stranger = given().auth()
                .oauth2("nonsense")
                .get(PATH)
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", "Bearer");

        assertThat(Example.json(nobody.extract().asString())).isEqualTo(Example.of("lobby/no-token.json", Map.of()));
        assertThat(Example.json(stranger.extract().asString())).isEqualTo(Example.of("lobby/bad-token.json", Map.of()));
    }

    @Test
    void pathHasNoSlashAndNoOtherMethod() {
        as(ada).redirects()
                .follow(false)
                .get(PATH + "/?limit=3")
                .then()
                .statusCode(307)
                .header("Location", PATH + "?limit=3");
        as(ada).post(PATH).then().statusCode(405).header("Allow", equalTo("GET, OPTIONS"));
    }

    private com.fasterxml.jackson.databind.JsonNode refused(String query) {
        return Example.json(as(ada).urlEncodingEnabled(false)
                .get(PATH + query)
                .then()
                .statusCode(422)
                .extract()
                .asString());
    }

    private Outcome.Accepted say(User user, String text) {
        return (Outcome.Accepted)
                gateway.ask(gateway.nodeWith(), user, LOBBY, send(text)).getFirst();
    }

    private static Command.Send send(String text) {
        return new Command.Send(UUID.randomUUID(), text, List.of());
    }

    private NodeEvent.MessagePosted posted(String node, long seq) {
        return Awaitility.await()
                .atMost(Gateway.PATIENCE)
                .until(
                        () -> gateway.told(node, NodeEvent.MessagePosted.class).stream()
                                .filter(posted -> posted.message().seq() == seq)
                                .toList(),
                        found -> !found.isEmpty())
                .getFirst();
    }

    private List<MessageEvent.RoomMessagesPosted> events() {
        return gateway.published(MessageEvent.RoomMessagesPosted.class);
    }
}
