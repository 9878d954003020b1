package chat.parley.message.dialect;

import static chat.parley.message.testing.Api.as;
import static chat.parley.message.testing.Api.history;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.nullValue;

import chat.parley.common.chat.Command;
import chat.parley.common.chat.ConversationId;
import chat.parley.common.chat.NodeEvent;
import chat.parley.common.chat.Outcome;
import chat.parley.common.chat.Target;
import chat.parley.common.event.FriendshipEvent;
import chat.parley.common.event.MessageEvent;
import chat.parley.common.event.Person;
import chat.parley.common.event.UserEvent;
import chat.parley.common.testing.Backing;
import chat.parley.message.testing.Api;
import chat.parley.message.testing.Example;
import chat.parley.message.testing.Friendship;
import chat.parley.message.testing.Gateway;
import chat.parley.message.testing.Neighbour;
import chat.parley.message.testing.User;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(Neighbour.class)
class ThreadTest {

    private static final String THREADS = "/chat/get-user-threads/";
    private static final String FILES = "/chat/chat-attachment/";

    @Inject
    Gateway gateway;

    private final User ada = User.named("ada");
    private final User bob = User.named("bob");

    @BeforeEach
    void haveSignedUp() {
        Neighbour.knows(new Person(
                ada.id(),
                ada.number(),
                "ada",
                "ada@example.org",
                "Ada",
                "Lovelace",
                "/media/avatars/x.jpg",
                null,
                "online",
                3));
        Neighbour.knows(bob.person());
    }

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
    void sentFileIsAsDocumentedAndCanBeRead() {
        var answer = json(sendFile(ada, bob, "see this").then().statusCode(201));

        var message = answer.at("/entity/message");
        var values = people();
        values.put("id", message.path("id").asLong());
        values.put("at", message.path("created").asText());
        values.put("file", message.path("attached_file").asText());
        values.put("thread", message.path("thread").asLong());
        assertThat(answer).isEqualTo(Example.of("thread/sent.json", values));
        assertThat(values.get("file").toString())
                .matches(
                        "/mediafiles/attachments/\\d{4}/\\d\\d/\\d\\d/[0-9a-f-]{36}\\.[a-z]+\\?expires=\\d+&signature=.+");
        given().noFilters()
                .urlEncodingEnabled(false)
                .get(values.get("file").toString())
                .then()
                .statusCode(200);
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
    void nobodyHasAThreadWithThemselves() {
        messages(ada, ada).then().statusCode(404).body("message", equalTo("Invalid receipient"));
        sendFile(ada, ada, "me").then().statusCode(400).body("entity.receiver.size()", equalTo(1));
    }

    @Test
    void whatIsMissingIsAFieldMap() {
        var refused = as(ada).multiPart("other", "x").post(FILES).then().statusCode(400);

        assertThat(json(refused)).isEqualTo(Example.of("thread/missing.json", Map.of()));
    }

    @Test
    void whatIsNotAsItShouldBeIsAFieldMap() {
        form(ada, "no-id")
                .multiPart("message", "x")
                .post(FILES)
                .then()
                .statusCode(400)
                .body("entity.receiver", contains("Must be a valid UUID."));
        form(ada, UUID.randomUUID())
                .multiPart("message", "x")
                .post(FILES)
                .then()
                .statusCode(400)
                .body("entity.receiver", contains("Invalid receipient"));
        as(ada).multiPart("receiver", bob.id().toString())
                .multiPart("message", "x")
                .multiPart("attached_file", "no file")
                .post(FILES)
                .then()
                .statusCode(400)
                .body("entity.attached_file.size()", equalTo(1));
        sendFile(ada, bob, "x".repeat(16_385))
                .then()
                .statusCode(400)
                .body("entity.message", contains("The message is too long."));
    }

    @Test
    void fileOverTheLimitIsRefused() {
        as(ada).multiPart("receiver", bob.id().toString())
                .multiPart("message", "x")
                .multiPart("attached_file", "big.bin", new byte[1_048_577])
                .post(FILES)
                .then()
                .statusCode(413)
                .body("status", equalTo("failure"))
                .body("entity", nullValue());
    }

    @Test
    void blockHoldsHereToo() {
        var blocked = Friendship.of(ada, bob, "accepted", "rejected");
        gateway.tell(new FriendshipEvent.FriendshipAnswered(blocked.state(), bob.id(), Instant.now()));
        Awaitility.await()
                .atMost(Gateway.PATIENCE)
                .untilAsserted(() -> assertThat(gateway.ask(gateway.nodeWith(), bob, blocked.target(), send("blocked"))
                                .getFirst())
                        .isInstanceOfSatisfying(
                                Outcome.Refused.class,
                                refused -> assertThat(refused.code()).isEqualTo("blocked")));

        var refused = sendFile(ada, bob, "hello").then().statusCode(403);

        assertThat(json(refused)).isEqualTo(Example.of("thread/blocked.json", Map.of()));
        assertThat(code(gateway.ask(gateway.nodeWith(), ada, new Target.OfUser(bob.id()), send("hello"))))
                .isEqualTo("blocked");
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
    void ofSeveralFilesTheFirstIsShown() {
        var friendship = Friendship.accepted(ada, bob);
        Neighbour.knows(friendship.state());
        as(ada).multiPart("channel", friendship.id().toString())
                .multiPart("content", "two")
                .multiPart("media", "one.txt", new byte[12_636])
                .multiPart("media", "two.txt", new byte[1])
                .post("/api/messages/friendship/")
                .then()
                .statusCode(201);

        messages(bob, ada)
                .then()
                .body("entity.messages[0].attached_file_name", equalTo("one.txt"))
                .body("entity.messages[0].attached_file_size", equalTo("12.34KB"));
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
    void announcementGoesToTheReceiver() {
        var number = sendFile(ada, bob, "see this").then().extract().<Integer>path("entity.message.id");
        var adas = gateway.nodeWith(ada);
        var bobs = gateway.nodeWith(bob);

        var outcomes = announce(adas, ada, number);

        assertThat(outcomes).containsExactly(new Outcome.Done());
        var announced = gateway.told(bobs, NodeEvent.FileAnnounced.class, 1).getFirst();
        assertThat(announced.users()).containsExactly(bob.id());
        assertThat(announced.message().number()).isEqualTo((long) number);
        assertThat(announced.message().body()).isEqualTo("see this");
        assertThat(announced.message().attachments()).hasSize(1);
        assertThat(gateway.told(adas, NodeEvent.FileAnnounced.class)).isEmpty();
    }

    /** It is to be found by gateways that lose Redis before they have shown it. */
    @Test
    void announcementIsAnEventAndCanBeReplayedToTheReceiverAlone() {
        var number = sendFile(ada, bob, "see this").then().extract().<Integer>path("entity.message.id");
        var node = gateway.nodeWith();
        var asked = Instant.now();

        announce(node, ada, number);

        var conversation = ConversationId.ofDirect(ada.id(), bob.id());
        var event = Awaitility.await()
                .atMost(Gateway.PATIENCE)
                .until(() -> announcements(conversation), events -> !events.isEmpty())
                .getFirst();
        assertThat(event.recipientId()).isEqualTo(bob.id());
        assertThat(event.at()).isAfterOrEqualTo(asked.minusSeconds(1));
        var replay = new Command.ReplayAnnouncement(event.seq());
        var target = new Target.OfConversation(conversation);
        assertThat(gateway.ask(node, bob, target, replay)).containsExactly(new Outcome.Done());
        var told = gateway.told(node, NodeEvent.FileAnnounced.class, 1).getFirst();
        assertThat(told.users()).containsExactly(bob.id());
        assertThat(told.message().body()).isEqualTo("see this");
        assertThat(gateway.ask(node, ada, target, replay)).containsExactly(new Outcome.Done());
        assertThat(code(gateway.ask(node, User.named("eve"), target, replay))).isEqualTo("not-a-member");
        assertThat(gateway.told(node, NodeEvent.FileAnnounced.class)).hasSize(1);
    }

    private List<MessageEvent.AnnouncementMade> announcements(UUID conversation) {
        return gateway.published(MessageEvent.AnnouncementMade.class).stream()
                .filter(event -> event.conversationId().equals(conversation))
                .toList();
    }

    @Test
    void onlyTheSenderAnnouncesAndOnlyWhatHasAFile() {
        var number = sendFile(ada, bob, "see this").then().extract().<Integer>path("entity.message.id");
        say(ada, bob, "no file");
        var noFile = messages(ada, bob).then().extract().<Integer>path("entity.messages[1].id");
        var node = gateway.nodeWith(ada, bob);

        assertThat(code(announce(node, bob, number))).isEqualTo("unknown-message");
        assertThat(code(announce(node, User.named("eve"), number))).isEqualTo("unknown-message");
        assertThat(code(announce(node, ada, noFile))).isEqualTo("unknown-message");
        assertThat(code(announce(node, ada, 999_999_999))).isEqualTo("unknown-message");
        assertThat(gateway.told(node, NodeEvent.FileAnnounced.class)).isEmpty();
    }

    @Test
    void whatWasShownAtOnceIsNotAnnounced() {
        var friendship = Friendship.accepted(ada, bob);
        Neighbour.knows(friendship.state());
        as(ada).multiPart("channel", friendship.id().toString())
                .multiPart("content", "a file")
                .multiPart("media", "one.txt", new byte[1])
                .post("/api/messages/friendship/")
                .then()
                .statusCode(201);
        var number = messages(ada, bob).then().extract().<Integer>path("entity.messages[0].id");
        var node = gateway.nodeWith(bob);

        assertThat(announce(node, ada, number)).containsExactly(new Outcome.Done());

        assertThat(gateway.told(node, NodeEvent.FileAnnounced.class)).isEmpty();
    }

    @Test
    void nobodyAnnouncesToWhomTheyMayNotWrite() {
        var number = sendFile(ada, bob, "see this").then().extract().<Integer>path("entity.message.id");
        var blocked = Friendship.of(ada, bob, "rejected", "accepted");
        gateway.tell(new FriendshipEvent.FriendshipAnswered(blocked.state(), ada.id(), Instant.now()));

        Awaitility.await()
                .atMost(Gateway.PATIENCE)
                .untilAsserted(() -> assertThat(
                                announce(gateway.nodeWith(), ada, number).getFirst())
                        .isInstanceOfSatisfying(
                                Outcome.Refused.class,
                                refused -> assertThat(refused.code()).isEqualTo("blocked")));
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

    @Test
    void nobodySendsWithoutATokenOrInAnotherWay() {
        given().multiPart("receiver", "x").post(FILES).then().statusCode(401);
        as(ada).contentType("application/json").body("{}").post(FILES).then().statusCode(415);
        as(ada).get(FILES).then().statusCode(405);
        as(ada).delete(THREADS).then().statusCode(405).header("Allow", "GET, OPTIONS");
        as(ada).get("/chat/nothing/").then().statusCode(404).body("detail", equalTo("Not found."));
    }

    private Map<String, Object> people() {
        return new HashMap<>(Map.of("ada", ada.id(), "bob", bob.id()));
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

    /** Over a socket. */
    private void say(User from, User to, String... texts) {
        // Whoever writes has looked at whom they write to.
        messages(from, to).then().statusCode(200);
        for (var text : texts) {
            var outcome = gateway.ask(gateway.nodeWith(), from, new Target.OfUser(to.id()), send(text))
                    .getFirst();
            assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
        }
    }

    private static Command.Send send(String text) {
        return new Command.Send(UUID.randomUUID(), text, List.of());
    }

    private List<Outcome> announce(String node, User user, long number) {
        return gateway.ask(node, user, new Target.OfMessage(number), new Command.AnnounceFile(number));
    }

    private static String code(List<Outcome> outcomes) {
        return ((Outcome.Refused) outcomes.getFirst()).code();
    }

    private static int shard(Target target) {
        return Math.floorMod(target.hashCode(), 4);
    }

    private static String path(User other) {
        return "/chat/messages/" + other.id() + "/";
    }

    private static Response messages(User user, User other) {
        return as(user).get(path(other));
    }

    private static Response emails(User user) {
        return as(user).get(THREADS);
    }

    private static Response sendFile(User from, User to, String text) {
        return form(from, to.id()).multiPart("message", text).post(FILES);
    }

    private static RequestSpecification form(User from, Object receiver) {
        return as(from).multiPart("receiver", receiver.toString())
                .multiPart("attached_file", "notes.txt", new byte[1536], "text/plain");
    }

    private static JsonNode json(io.restassured.response.ValidatableResponse answer) {
        return Example.json(answer.extract().asString());
    }
}
