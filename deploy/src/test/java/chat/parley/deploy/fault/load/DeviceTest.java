package chat.parley.deploy.fault.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.parley.deploy.fault.history.ClientLog;
import chat.parley.deploy.fault.history.Entry;
import chat.parley.deploy.fault.history.Message;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A client on which the checker relies has to do itself what it asks of the server. */
class DeviceTest {

    private static final UUID CONVERSATION = UUID.randomUUID();

    /** One socket as the server sees it. */
    private static final class FakeLink implements ChatLink {
        final String node;
        final Listener listener;
        final List<UUID> sent = new CopyOnWriteArrayList<>();
        final List<String> resumed = new CopyOnWriteArrayList<>();
        final List<String> shown = new CopyOnWriteArrayList<>();

        FakeLink(String node, String access, Listener listener) {
            this.node = node;
            shown.add(access);
            this.listener = listener;
        }

        @Override
        public void send(UUID clientId, UUID conversation, String body) {
            sent.add(clientId);
        }

        @Override
        public void resume(String cursor) {
            resumed.add(cursor);
        }

        @Override
        public void authenticate(String access) {
            shown.add(access);
        }

        @Override
        public void cut() {
            listener.closed(1006);
        }

        @Override
        public void listen(boolean on) {}
    }

    private final Vertx vertx = Vertx.vertx();
    private final List<FakeLink> links = new CopyOnWriteArrayList<>();
    private final Person person = new Person("ada", UUID.randomUUID(), tokens("old", Duration.ofMinutes(1)));
    private final List<Message> history = new ArrayList<>();
    private volatile String welcome = "old";
    private HttpServer http;
    private V1Api api;
    private Device device;

    @BeforeEach
    void start() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/", exchange -> {
            if (!exchange.getRequestHeaders().getFirst("Authorization").equals("Bearer " + welcome)) {
                exchange.sendResponseHeaders(401, -1);
                exchange.close();
                return;
            }
            var answer = exchange.getRequestMethod().equals("POST") ? json(history.getLast()) : items();
            var body = answer.encode().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        http.start();
        api = new V1Api(URI.create("http://127.0.0.1:" + http.getAddress().getPort()));
        device = new Device(
                vertx,
                this::open,
                api,
                person,
                new ClientLog("ada/0", person.id()),
                List.of(new Node("one", 1), new Node("two", 2)),
                0,
                7);
    }

    @AfterEach
    void stop() {
        device.end();
        http.stop(0);
        api.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private Future<ChatLink> open(Node node, String access, ChatLink.Listener listener) {
        var link = new FakeLink(node.name(), access, listener);
        links.add(link);
        return Future.succeededFuture(link);
    }

    private FakeLink link(int number) {
        await().until(() -> links.size() > number);
        return links.get(number);
    }

    private JsonObject items() {
        var items = new JsonArray();
        history.forEach(message -> items.add(json(message)));
        return new JsonObject().put("items", items);
    }

    private static Tokens tokens(String access, Duration left) {
        var now = Instant.now();
        return new Tokens(access, "refresh", now.minusSeconds(60), now.plus(left));
    }

    private static JsonObject json(Message message) {
        return new JsonObject()
                .put("conversation", message.conversation().toString())
                .put("seq", message.seq())
                .put("id", message.id().toString())
                .put("client_id", message.clientId().toString())
                .put("sender", message.sender().toString())
                .put("body", message.body());
    }

    private static Message message(long seq) {
        return new Message(CONVERSATION, seq, UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), "text " + seq);
    }

    @Test
    void sendsOnlyAfterTheServerSaidHello() {
        device.connect();
        var clientId = device.sendOrKeep(CONVERSATION, "early");
        assertThat(link(0).sent).isEmpty();

        link(0).listener.hello("c0");

        assertThat(link(0).sent).containsExactly(clientId);
        assertThat(device.isThere()).isTrue();
    }

    @Test
    void repeatsWhatIsUnsettledInOrderOnAnotherNode() {
        device.connect();
        link(0).listener.hello("c0");
        var settled = device.sendOrKeep(CONVERSATION, "settled");
        var second = device.sendOrKeep(CONVERSATION, "second");
        var third = device.sendOrKeep(CONVERSATION, "third");
        link(0).listener.acked(settled, CONVERSATION, 1, UUID.randomUUID());

        device.cut();
        link(1).listener.hello("c1");

        assertThat(link(1).node).isEqualTo("two");
        assertThat(link(1).sent).containsExactly(second, third);
        assertThat(device.log().entries())
                .filteredOn(Entry.Unanswered.class::isInstance)
                .hasSize(2);
    }

    @Test
    void resumesWhereItWasAndIsThereWhenItHasCaughtUp() {
        device.connect();
        link(0).listener.hello("c0");
        link(0).listener.delivered(message(1), "c1");
        device.cut();

        link(1).listener.hello("another cursor");
        assertThat(link(1).resumed).containsExactly("c1");
        assertThat(device.isThere()).isFalse();

        link(1).listener.caughtUp("c2");
        assertThat(device.isThere()).isTrue();
    }

    @Test
    void repeatsARetryableRefusalAndNoOther() {
        device.connect();
        link(0).listener.hello("c0");
        var again = device.sendOrKeep(CONVERSATION, "again");
        var never = device.sendOrKeep(CONVERSATION, "never");

        link(0).listener.refused(again, "unavailable");
        link(0).listener.refused(never, "blocked");

        await().untilAsserted(() -> assertThat(link(0).sent).containsExactly(again, never, again));
        assertThat(device.unsettled()).isEqualTo(1);
    }

    @Test
    void fetchesWhatItIsToldToFetch() {
        history.addAll(List.of(message(4), message(5)));
        device.connect();
        link(0).listener.hello("c0");

        link(0).listener.gap(CONVERSATION, 4, 5);

        await().until(() -> device.highest(CONVERSATION) == 5 && device.isSettled());
        assertThat(device.log().entries())
                .filteredOn(Entry.Fetched.class::isInstance)
                .singleElement()
                .satisfies(
                        entry -> assertThat(((Entry.Fetched) entry).messages()).isEqualTo(history));
    }

    @Test
    void showsAFresherTokenOnceWhenItsOwnIsAboutToEnd() {
        device.connect();
        link(0).listener.hello("c0");
        person.take(tokens("new", Duration.ofMinutes(15)));
        assertThat(link(0).shown).containsExactly("old");

        link(0).listener.tokenExpiring();
        link(0).listener.tokenExpiring();

        assertThat(link(0).shown).containsExactly("old", "new");
    }

    @Test
    void waitsForAFresherTokenWhenThereIsNoneYet() {
        device.connect();
        link(0).listener.hello("c0");

        link(0).listener.tokenExpiring();
        assertThat(link(0).shown).containsExactly("old");
        person.take(tokens("new", Duration.ofMinutes(15)));

        await().untilAsserted(() -> assertThat(link(0).shown).containsExactly("old", "new"));
    }

    @Test
    void comesBackWithAFresherTokenWhenTheSocketEndedWithTheOldOne() {
        device.connect();
        link(0).listener.hello("c0");
        person.take(tokens("new", Duration.ofMinutes(15)));

        link(0).listener.closed(4002);

        assertThat(link(1).shown).containsExactly("new");
    }

    @Test
    void sendsAgainWithAFresherTokenWhatWasRefusedForTheOldOne() {
        welcome = "new";
        person.take(tokens("old", Duration.ZERO));

        device.sendOverHttp(CONVERSATION, "late");
        await().untilAsserted(() -> assertThat(refusals()).isNotEmpty().allMatch(Entry.Refused::retryable));
        assertThat(device.unsettled()).isEqualTo(1);
        history.add(message(1));
        person.take(tokens("new", Duration.ofMinutes(15)));

        await().untilAsserted(() -> assertThat(device.log().entries()).last().isInstanceOf(Entry.Acked.class));
        assertThat(device.unsettled()).isZero();
    }

    @Test
    void aGoodTokenThatIsRefusedIsRefusedForGood() {
        welcome = "somebody else's";

        device.sendOverHttp(CONVERSATION, "good");

        await().untilAsserted(() -> assertThat(refusals()).singleElement().satisfies(refused -> {
            assertThat(refused.code()).isEqualTo("401");
            assertThat(refused.retryable()).isFalse();
        }));
        assertThat(device.unsettled()).isZero();
    }

    private List<Entry.Refused> refusals() {
        return device.log().entries().stream()
                .filter(Entry.Refused.class::isInstance)
                .map(Entry.Refused.class::cast)
                .toList();
    }

    @Test
    void goesToAnotherNodeWhenItIsToldTo() {
        device.connect();
        link(0).listener.hello("c0");

        link(0).listener.reconnect(1);

        assertThat(link(1).node).isEqualTo("two");
    }

    @Test
    void whatComesLateFromAnOldSocketIsNotTheNewOnes() {
        device.connect();
        link(0).listener.hello("c0");
        device.cut();
        link(1).listener.hello("c1");

        link(0).listener.delivered(message(9), "late");

        assertThat(device.highest(CONVERSATION)).isZero();
    }
}
