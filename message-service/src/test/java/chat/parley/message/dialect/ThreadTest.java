package chat.parley.message.dialect;

import static chat.parley.message.testing.Api.as;
import static chat.parley.message.testing.Api.history;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;

import chat.parley.common.chat.Command;
import chat.parley.common.chat.NodeEvent;
import chat.parley.common.chat.Outcome;
import chat.parley.common.chat.Target;
import chat.parley.common.event.Person;
import chat.parley.common.event.UserEvent;
import chat.parley.common.testing.Backing;
import chat.parley.message.testing.Api;
import chat.parley.message.testing.Example;
import chat.parley.message.testing.Friendship;
import chat.parley.message.testing.Gateway;
import chat.parley.message.testing.Neighbour;
import chat.parley.message.testing.User;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(Neighbour.class)
class ThreadTest extends ThreadCalls {

    @Test
    void messagesAreAsDocumented() {
        say(ada, bob, "hello");
        messages(bob, ada).then().statusCode(200);
        gateway.ask(gateway.nodeWith(), bob, new Target.OfUser(ada.id()), new Command.MarkRead(1));
        var sent = json(sendFile(bob, ada, "see this").then().statusCode(201)).at("/entity/message");

        var page = json(messages(ada, bob).then().statusCode(200));

        var first = page.at("/entity/messages/0");
        var values = people();
        values.put("first", first.path("id").asLong());
        values.put("second", sent.path("id").asLong());
        values.put("first_at", first.path("created").asText());
        values.put("seen_at", first.path("updated").asText());
        values.put("second_at", sent.path("created").asText());
        values.put("received_at", page.at("/entity/messages/1/updated").asText());
        values.put("file", page.at("/entity/messages/1/attached_file").asText());
        values.put("thread", sent.path("thread").asLong());
        assertThat(page).isEqualTo(Example.of("thread/messages.json", values));
        assertThat(values.get("first_at").toString()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z");
        assertThat(values.get("seen_at").toString())
                .isGreaterThan(values.get("first_at").toString());
        assertThat(values.get("received_at").toString())
                .isGreaterThan(values.get("second_at").toString());
    }

    @Test
    void threadsAreAsDocumented() {
        say(ada, bob, "hello");
        say(bob, ada, "hello, ada");

        var threads = json(as(bob).get(THREADS).then().statusCode(200));

        var values = people();
        values.put("thread", threads.at("/entity/0/id").asLong());
        values.put("at", threads.at("/entity/0/craeted").asText());
        assertThat(threads).isEqualTo(Example.of("thread/threads.json", values));
        assertThat(json(as(ada).get(THREADS).then().statusCode(200))).isEqualTo(threads);
    }

    @Test
    void threadWithTheLatestMessageComesFirst() {
        var eve = newcomer("eve");
        say(ada, bob, "one");
        say(eve, ada, "two");
        emails(ada).then().body("entity.user_one.email", contains("eve@example.org", "ada@example.org"));

        say(bob, ada, "three");

        emails(ada).then().body("entity.user_one.email", contains("ada@example.org", "eve@example.org"));
    }

    @Test
    void whoHasNotWrittenHasNoThreadsAndNoMessages() {
        as(ada).get(THREADS).then().statusCode(200).body("entity", empty());
        messages(ada, bob).then().statusCode(200).body("entity.messages", empty());
    }

    @Test
    void strangersSeeNothingOfIt() {
        var eve = newcomer("eve");
        say(ada, bob, "just for you");

        messages(eve, ada).then().body("entity.messages", empty());
        messages(eve, bob).then().body("entity.messages", empty());
        as(eve).get(THREADS).then().body("entity", empty());
    }

    @Test
    void pagesGoBackFromTheNewest() {
        say(ada, bob, "one", "two", "three", "four");
        var last = messages(bob, ada).then().extract().<Integer>path("entity.messages[3].id");

        as(bob).queryParam("limit", 2)
                .queryParam("before", last)
                .get(path(ada))
                .then()
                .body("entity.messages.message", contains("two", "three"));
        as(bob).queryParam("limit", 1).get(path(ada)).then().body("entity.messages.message", contains("four"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"limit=0", "limit=1001", "limit=x", "limit=", "before=-1", "before=1.5", "before=999999999999"})
    void senselessQueryIsAFieldMap(String query) {
        as(ada).urlEncodingEnabled(false)
                .get(path(bob) + "?" + query)
                .then()
                .statusCode(400)
                .body("status", equalTo("failure"))
                .body("success", equalTo(false))
                .body("entity." + query.replaceAll("=.*", "") + ".size()", equalTo(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "1-1-1-1-1", "0193a5c0-0000-7000-8000-000000000001"})
    void nobodysMessagesAreRefusedAsDocumented(String uid) {
        var refused = as(ada).get("/chat/messages/" + uid + "/").then().statusCode(404);

        assertThat(json(refused)).isEqualTo(Example.of("thread/invalid-receiver.json", Map.of()));
    }

    @Test
    void messageToAFriendIsOneInEveryDialect() {
        var friendship = Friendship.accepted(ada, bob);
        Neighbour.knows(friendship.state());
        var node = gateway.nodeWith(bob);
        Api.sent(bob, friendship, "from there");
        sendFile(ada, bob, "from here").then().statusCode(201);
        say(ada, bob, "and here");

        messages(ada, bob).then().body("entity.messages.message", contains("from there", "from here", "and here"));
        history(bob, friendship, "")
                .then()
                .body("results.message.content", contains("from there", "from here", "and here"))
                .body(
                        "results.message.friendship",
                        everyItem(equalTo(friendship.id().toString())))
                .body("results[1].message.media.size()", equalTo(1));
        assertThat(gateway.told(node, NodeEvent.MessagePosted.class, 3))
                .allSatisfy(
                        posted -> assertThat(posted.message().friendshipId()).isEqualTo(friendship.id()))
                .extracting(posted -> posted.message().awaitsAnnouncement())
                .containsExactly(false, true, false);
    }

    @Test
    void readingTellsTheSenderThatItWasReceivedAndNoMore() {
        say(ada, bob, "one", "two");
        var node = gateway.nodeWith(ada);

        messages(bob, ada).then().body("entity.messages.seen", contains(false, false));

        var receipt = gateway.told(node, NodeEvent.ReceiptAdvanced.class, 1).getFirst();
        assertThat(receipt.deliveredSeq()).isEqualTo(2);
        assertThat(receipt.readSeq()).isZero();
    }

    @Test
    void unknownUserIsRefusedAndANewcomerIsWaitedFor() {
        var node = gateway.nodeWith();
        var nobody = new Target.OfUser(UUID.randomUUID());
        var batch = Gateway.batch(node, ada, nobody, send("Is anybody there?"));
        gateway.append(shard(nobody), chat.parley.common.event.Json.write(batch));
        assertThat(code(gateway.outcomes(batch))).isEqualTo("unknown-user");

        var newcomer = User.named("newcomer");
        var target = new Target.OfUser(newcomer.id());
        var early = Gateway.batch(node, ada, target, send("welcome"));
        gateway.append(shard(target), chat.parley.common.event.Json.write(early));
        gateway.tell(new UserEvent.ProfileChanged(newcomer.person()));
        assertThat(gateway.outcomes(early).getFirst()).isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void changedProfileIsShownAndAnOlderOneIsNot() {
        say(ada, bob, "hello");
        messages(bob, ada).then().body("entity.messages[0].sender.profile.first_name", equalTo("Ada"));

        tellNamed("Countess", 5);
        tellNamed("Augusta", 4);

        Awaitility.await()
                .atMost(Gateway.PATIENCE)
                .untilAsserted(() -> messages(bob, ada)
                        .then()
                        .body("entity.messages[0].sender.profile.first_name", equalTo("Countess")));
    }

    @Test
    void whenOnlyAnAbsentNeighbourCouldTellItIsUnavailable() {
        Neighbour.isDown(true);
        try {
            messages(ada, User.named("unheard-of"))
                    .then()
                    .statusCode(503)
                    .header("Retry-After", equalTo("1"))
                    .body("status", equalTo("failure"));
        } finally {
            Neighbour.isDown(false);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/chat/messages/0193a5c0-0000-7000-8000-000000000001/", THREADS})
    void nobodyReadsWithoutAToken(String path) {
        given().get(path)
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", "Bearer realm=\"api\"")
                .body("detail", equalTo("Authentication credentials were not provided."));
        given().auth().oauth2("nonsense").get(path).then().statusCode(401).body("code", equalTo("token_not_valid"));
        as(ada).redirects().follow(false).get(path.replaceAll("/$", "")).then().statusCode(301);
    }

    private User newcomer(String name) {
        var newcomer = User.named(name);
        Neighbour.knows(newcomer.person());
        return newcomer;
    }

    private void tellNamed(String firstName, long version) {
        gateway.tell(new UserEvent.ProfileChanged(
                new Person(ada.id(), ada.number(), "ada", null, firstName, "Lovelace", null, null, "online", version)));
    }

    private static int shard(Target target) {
        return Math.floorMod(target.hashCode(), 4);
    }

    private static Response emails(User user) {
        return as(user).get(THREADS);
    }
}
