package chat.parley.deploy.fault.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.parley.deploy.Service;
import chat.parley.deploy.fault.check.Checker;
import chat.parley.deploy.fault.check.Findings;
import chat.parley.deploy.fault.check.Observations;
import chat.parley.deploy.fault.check.Observations.Reader;
import chat.parley.deploy.fault.history.ClientLog;
import chat.parley.deploy.fault.history.Entry;
import chat.parley.deploy.fault.history.Message;
import chat.parley.deploy.fault.lab.Laboratory;
import chat.parley.deploy.system.RunningStack;
import chat.parley.deploy.system.StackExtension;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Rows may take longer than an access token lives: their people go on under fresher ones, whatever is in the way. */
@ExtendWith(StackExtension.class)
class LongStayTest {

    private static final String AUTH = "auth-service";
    private static final Duration LIFE = Duration.ofSeconds(20);
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration LONG = Duration.ofSeconds(90);
    private static final int DEVICES = 4;
    private static final int TOKEN_EXPIRED = 4002;

    private final Vertx vertx = Vertx.vertx();
    private Laboratory laboratory;
    private V1Api api;
    private Renewals renewals;
    private Person ada;
    private List<Person> people;
    private UUID conversation;
    private List<Device> devices;

    @BeforeEach
    void twoPeopleWhoseTokensDoNotLiveLong(RunningStack stack) throws Exception {
        laboratory = stack.laboratory();
        laboratory.replace(AUTH, Map.of("PARLEY_AUTH_TOKENS_ACCESS_LIFE", LIFE.toString()), LONG);
        api = new V1Api(laboratory.edge());
        renewals = new Renewals(api);
        ada = signUp("ada");
        var ben = signUp("ben");
        people = List.of(ada, ben);
        conversation = api.converse(ada, ben);
        devices = IntStream.range(0, DEVICES).mapToObj(this::device).toList();
    }

    @AfterEach
    void stop() throws Exception {
        devices.forEach(Device::end);
        renewals.close();
        api.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        laboratory.replace(AUTH, Map.of(), LONG);
    }

    private Person signUp(String name) throws IOException {
        return api.signUp(name + "-" + Long.toString(System.nanoTime(), 36));
    }

    private Device device(int number) {
        var nodes = laboratory.gateways().stream()
                .map(gateway -> new Node(gateway, laboratory.port(gateway)))
                .toList();
        var log = new ClientLog("ada/" + number, ada.id());
        var opener = V1Link.with(vertx, vertx.createWebSocketClient());
        return new Device(vertx, opener, api, ada, log, nodes, number, number);
    }

    @Test
    void everybodyStaysThoughTokensEndAndCannotBeRenewedForAWhile() throws Exception {
        people.forEach(renewals::keep);
        devices.forEach(Device::connect);
        await().atMost(LONG).until(() -> devices.stream().allMatch(Device::isThere));

        outlivesTheTokenThatItCameWith();
        laboratory.signal(AUTH, "STOP");
        try {
            isSentAwayWithAnOldToken();
        } finally {
            laboratory.signal(AUTH, "CONT");
        }

        await().atMost(LONG).until(() -> devices.stream().allMatch(Device::isSettled) && !renewals.anyIsFailing());
        assertThat(entries(LongStayTest::acked)).isNotEmpty();
        assertThat(entries(LongStayTest::refusedForGood)).isEmpty();
        assertThat(renewals.refusals()).isEmpty();
        assertThat(Checker.check(observations())).matches(Findings::none);
    }

    private Observations observations() throws Exception {
        var database = laboratory.database(Service.MESSAGE);
        var histories = new HashMap<Reader, List<Message>>();
        for (var person : people) {
            histories.put(new Reader(person.id(), conversation), api.history(person, conversation));
        }
        return new Observations(
                Map.of(conversation, people.stream().map(Person::id).collect(Collectors.toSet())),
                devices.stream().map(Device::log).toList(),
                database.messages(List.of(conversation)),
                database.lastSeqs(List.of(conversation)),
                histories,
                List.of());
    }

    /** At least one socket, on a machine that is too late with the tokens of others. */
    private void outlivesTheTokenThatItCameWith() {
        await().atMost(LONG).until(() -> devices.stream().anyMatch(LongStayTest::hasASocketOlderThanATokenGets));
        assertThat(renewals.renewed()).isPositive();
    }

    private static boolean hasASocketOlderThanATokenGets(Device device) {
        var opened = device.log().entries().stream()
                .filter(Entry.Opened.class::isInstance)
                .reduce((_, later) -> later);
        return device.isThere()
                && opened.isPresent()
                && System.nanoTime() - opened.get().at() > LIFE.plusSeconds(2).toNanos();
    }

    private void isSentAwayWithAnOldToken() {
        await().atMost(LONG).until(() -> ada.tokens().areExpired());
        await().atMost(LONG).pollInterval(EVERY).until(() -> {
            devices.getFirst().sendOverHttp(conversation, "still here");
            return !entries(LongStayTest::refusedUntilRenewed).isEmpty();
        });
        await().atMost(LONG).until(() -> !entries(LongStayTest::closedASocket).isEmpty());
    }

    private List<Entry> entries(Predicate<Entry> which) {
        return devices.stream()
                .flatMap(device -> device.log().entries().stream())
                .filter(which)
                .toList();
    }

    private static boolean closedASocket(Entry entry) {
        return entry instanceof Entry.Closed closed && closed.code() == TOKEN_EXPIRED;
    }

    private static boolean acked(Entry entry) {
        return entry instanceof Entry.Acked;
    }

    private static boolean refusedUntilRenewed(Entry entry) {
        return entry instanceof Entry.Refused refused && refused.code().equals("401") && refused.retryable();
    }

    private static boolean refusedForGood(Entry entry) {
        return entry instanceof Entry.Refused refused && !refused.retryable();
    }
}
