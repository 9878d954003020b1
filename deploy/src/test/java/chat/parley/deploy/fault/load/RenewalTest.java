package chat.parley.deploy.fault.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A refresh token is good once, so who shows it, and when, decides whether a login lasts. */
class RenewalTest {

    private static final int LIFE_SECONDS = 900;
    private static final JsonObject FRESH =
            new JsonObject().put("access_token", access("new", Instant.now())).put("refresh_token", "new refresh");

    /** What the next exchanges are answered; 200 when nothing is said. */
    private final Queue<Integer> answers = new ConcurrentLinkedQueue<>();

    private final List<String> exchanged = new CopyOnWriteArrayList<>();
    private final List<String> logins = new CopyOnWriteArrayList<>();
    private HttpServer http;
    private V1Api api;
    private Renewals renewals;

    @BeforeEach
    void start() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/api/v1/tokens/refresh", exchange -> {
            exchanged.add(body(exchange).getString("refresh_token"));
            var status = answers.poll();
            answer(exchange, status == null ? 200 : status);
        });
        http.createContext("/api/v1/tokens", exchange -> {
            logins.add(body(exchange).getString("username"));
            answer(exchange, 200);
        });
        http.start();
        api = new V1Api(URI.create("http://127.0.0.1:" + http.getAddress().getPort()));
        renewals = new Renewals(api);
    }

    @AfterEach
    void stop() {
        renewals.close();
        http.stop(0);
        api.close();
    }

    private static JsonObject body(HttpExchange exchange) throws IOException {
        return new JsonObject(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    }

    private static void answer(HttpExchange exchange, int status) throws IOException {
        var body = FRESH.encode().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    /** Signed by nobody: a client does not look at that. */
    private static String access(String id, Instant issuedAt) {
        var claims = new JsonObject()
                .put("jti", id)
                .put("iat", issuedAt.getEpochSecond())
                .put("exp", issuedAt.getEpochSecond() + LIFE_SECONDS);
        return "e30." + Base64.getUrlEncoder().encodeToString(claims.encode().getBytes(StandardCharsets.UTF_8))
                + ".c2ln";
    }

    private static Person person(Instant issuedAt) {
        return new Person("ada", UUID.randomUUID(), Tokens.of(access("old", issuedAt), "old refresh"));
    }

    private static Person whoseTokensAreSoonOver() {
        return person(Instant.now().minusSeconds(LIFE_SECONDS - 30));
    }

    @Test
    void exchangesATokenOnceAndBeforeItEnds() {
        var ada = whoseTokensAreSoonOver();

        renewals.keep(ada);

        await().until(() -> renewals.renewed() == 1);
        assertThat(ada.access()).isEqualTo(FRESH.getString("access_token"));
        assertThat(ada.refresh()).isEqualTo("new refresh");
        assertThat(exchanged).containsExactly("old refresh");
        assertThat(renewals.anyIsFailing()).isFalse();
    }

    @Test
    void leavesAFreshTokenAlone() {
        renewals.keep(person(Instant.now()));
        renewals.keep(whoseTokensAreSoonOver());

        await().until(() -> renewals.renewed() == 1);
        assertThat(exchanged).hasSize(1);
    }

    @Test
    void asksAgainWithTheSameTokenWhatWasNotAnswered() {
        answers.addAll(List.of(503, 502));
        var ada = whoseTokensAreSoonOver();

        renewals.keep(ada);

        await().until(() -> renewals.renewed() == 1);
        assertThat(exchanged).containsExactly("old refresh", "old refresh", "old refresh");
        assertThat(ada.isInDoubt()).isFalse();
        assertThat(renewals.refusals()).isEmpty();
        assertThat(logins).isEmpty();
    }

    @Test
    void logsInAgainWhenARepeatCameTooLateAndBlamesNobody() {
        answers.addAll(List.of(503, 401));
        var ada = whoseTokensAreSoonOver();

        renewals.keep(ada);

        await().until(() -> renewals.loggedInAgain() == 1);
        assertThat(logins).containsExactly("ada");
        assertThat(ada.access()).isEqualTo(FRESH.getString("access_token"));
        assertThat(renewals.refusals()).isEmpty();
    }

    @Test
    void aGoodTokenThatIsRefusedIsReported() {
        answers.add(401);

        renewals.keep(whoseTokensAreSoonOver());

        await().until(() -> renewals.loggedInAgain() == 1);
        assertThat(renewals.refusals()).singleElement().asString().startsWith("ada could not renew a good login");
    }

    @Test
    void saysSoWhileItIsInVain() {
        answers.addAll(Collections.nCopies(1_000, 503));

        renewals.keep(whoseTokensAreSoonOver());

        await().until(renewals::anyIsFailing);
        answers.clear();
        await().until(() -> !renewals.anyIsFailing());
    }
}
