package chat.parley.auth;

import chat.parley.auth.account.Accounts;
import chat.parley.auth.session.Login;
import chat.parley.auth.session.LoginSessions;
import chat.parley.common.identity.Dialect;
import chat.parley.common.outbox.Outbox;
import chat.parley.common.testing.Patience;
import io.restassured.RestAssured;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Several clients that use one refresh token at the same moment. */
@ApplicationScoped
class RefreshRaces {

    private static final Duration PATIENCE = Patience.LIMIT;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Accounts accounts;
    private final LoginSessions sessions;
    private final Outbox outbox;

    RefreshRaces(Accounts accounts, LoginSessions sessions, Outbox outbox) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.outbox = outbox;
    }

    /** The refresh token of a new login of somebody who has an account; without the work of a password. */
    String newToken(String username) {
        var account = accounts.byUsername(username).await().atMost(PATIENCE);
        var login = new Login(Dialect.V1, "race", "127.0.0.1");
        return outbox.inTransaction(transaction -> sessions.open(account, login, transaction))
                .await()
                .atMost(PATIENCE)
                .refresh();
    }

    /** What each of so many is answered. */
    List<HttpResponse<String>> run(String token, int contenders) {
        var request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + RestAssured.port + "/api/v1/tokens/refresh"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"refresh_token\":\"" + token + "\"}"))
                .build();
        return Stream.generate(() -> http.sendAsync(request, BodyHandlers.ofString()))
                .limit(contenders)
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
    }
}
