package chat.parley.auth;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.auth.limit.LoginBulkhead;
import chat.parley.auth.password.PasswordConfig;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Addresses that flood. All requests go over one connection, as those of a proxy do. */
@QuarkusTest
@QuarkusTestResource(
        value = AuthBacking.class,
        restrictToAnnotatedClass = true,
        initArgs = @ResourceArg(name = "per-address", value = "20"))
class LoginFloodTest {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Inject
    LoginBulkhead bulkhead;

    @Inject
    PasswordConfig passwords;

    @TestHTTPResource
    URI server;

    @Test
    void attemptsForWhichThereWasNoRoomCount() throws IOException, InterruptedException {
        var name = Api.newName();
        V1Api.signedUp(name);
        var others = fill();
        for (int i = 0; i < 20; i++) {
            var refused = logIn("/api/v1/tokens", name, "192.0.2.1");
            assertThat(refused.body()).contains("Too many logins at once; try again in a moment.");
            assertThat(refused.headers().firstValue("Retry-After")).contains("1");
        }
        others.forEach(Cancellable::cancel);

        var refused = logIn("/api/v1/tokens", name, "192.0.2.1");

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.body()).contains("Too many login attempts; try again later.");
        assertThat(logIn("/api/v1/tokens", name, "192.0.2.2").statusCode()).isEqualTo(200);
    }

    @Test
    void whoFindsNoRoomIsNotRead() throws IOException, InterruptedException {
        var others = fill();

        var refused = post("/api/v1/tokens", "nonsense", "192.0.2.3");
        others.forEach(Cancellable::cancel);
        var read = post("/api/v1/tokens", "nonsense", "192.0.2.3");

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(read.statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/tokens, 192.0.2.11, application/problem+json, detail",
        "/api/v1/tokens;a=b, 192.0.2.12, application/problem+json, detail",
        "/api/users/login/, 192.0.2.13, application/json, error",
        "/api/users/login, 192.0.2.14, application/json, error",
        "/api/auth/login/, 192.0.2.15, application/json, detail",
        "/api/login/, 192.0.2.16, application/json, detail",
        "/auth/login, 192.0.2.17, application/json, detail",
    })
    void whoFloodsIsRefusedAsTheDialectRefuses(String path, String address, String mediaType, String field)
            throws IOException, InterruptedException {
        for (int i = 0; i < 20; i++) {
            assertThat(logIn(path, Api.newName(), address).statusCode()).isNotEqualTo(429);
        }

        for (int i = 0; i < 3; i++) {
            var refused = logIn(path, Api.newName(), address);

            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValue("Content-Type")).contains(mediaType);
            assertThat(refused.headers().firstValue("Retry-After"))
                    .hasValueSatisfying(
                            wait -> assertThat(Integer.parseInt(wait)).isBetween(1, 60));
            assertThat(refused.body())
                    .contains("\"%s\":\"Too many login attempts; try again later.\"".formatted(field));
        }
    }

    private List<Cancellable> fill() {
        return IntStream.range(0, passwords.threads() + passwords.queue())
                .mapToObj(_ -> bulkhead.enter(
                                "198.51.100.1", () -> Uni.createFrom().nothing())
                        .subscribe()
                        .with(_ -> {}))
                .toList();
    }

    private HttpResponse<String> logIn(String path, String username, String address)
            throws IOException, InterruptedException {
        return post(path, "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(username, V1Api.PASSWORD), address);
    }

    private HttpResponse<String> post(String path, String body, String address)
            throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(server.resolve(path))
                        .header("X-Forwarded-For", address)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }
}
