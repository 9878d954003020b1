package chat.parley.auth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import chat.parley.common.event.AuthEvent;
import chat.parley.common.event.AuthEvent.AccountRegistered;
import chat.parley.common.identity.Dialect;
import chat.parley.common.identity.TokenType;
import chat.parley.common.identity.Tokens;
import chat.parley.common.outbox.EventEntry;
import chat.parley.common.stream.Streams;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(AuthBacking.class)
class SignUpTest {

    private static final byte[] PICTURE = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 1, 2, 3};

    @Inject
    Tokens tokens;

    @Inject
    Streams streams;

    @Test
    void tokensSayWhoHasSignedUp() {
        var name = Api.newName();

        var pair = Api.signedUp(name);

        var access = tokens.read(pair.access(), TokenType.ACCESS);
        var refresh = tokens.read(pair.refresh(), TokenType.REFRESH);
        assertThat(access.username()).isEqualTo(name);
        assertThat(access.number()).isPositive();
        assertThat(access.dialect()).isEqualTo(Dialect.FRIENDSHIP);
        assertThat(refresh.sid()).isEqualTo(access.sid());
        assertThat(refresh.userId()).isEqualTo(access.userId());
    }

    @Test
    void theOthersAreTold() {
        var name = Api.newName();

        given().multiPart("username", name)
                .multiPart("password", Api.PASSWORD)
                .multiPart("email", name + "@example.org")
                .multiPart("first_name", "Ada")
                .multiPart("last_name", "Lovelace")
                .multiPart("personal_image", "me.jpg", PICTURE)
                .post("/api/users/signup/")
                .then()
                .statusCode(201);

        await().untilAsserted(() -> assertThat(registered(name)).singleElement().satisfies(event -> {
            assertThat(event.email()).isEqualTo(name + "@example.org");
            assertThat(event.firstName()).isEqualTo("Ada");
            assertThat(event.lastName()).isEqualTo("Lovelace");
            assertThat(event.avatar()).isEqualTo(AuthBacking.AVATAR);
        }));
    }

    @Test
    void aFormWillDo() {
        var name = Api.newName();

        given().formParam("username", name)
                .formParam("password", Api.PASSWORD)
                .formParam("email", name + "@example.org")
                .post("/api/users/signup/")
                .then()
                .statusCode(201);

        Api.logIn(name, Api.PASSWORD).then().statusCode(200);
    }

    @Test
    void whatIsNoImageMakesNoAccount() {
        var name = Api.newName();

        given().multiPart("username", name)
                .multiPart("password", Api.PASSWORD)
                .multiPart("email", name + "@example.org")
                .multiPart("personal_image", "me.jpg", "hello".getBytes())
                .post("/api/users/signup/")
                .then()
                .statusCode(400)
                .body("error", equalTo("Upload a valid image: a JPEG, PNG, GIF or WebP file."));

        Api.logIn(name, Api.PASSWORD).then().statusCode(401);
    }

    @Test
    void aNameIsTakenInAnyCase() {
        var name = Api.newName();
        Api.signedUp(name);

        Api.post("signup", account(name.toUpperCase(), "other-" + name))
                .then()
                .statusCode(400)
                .body("error", equalTo("A user with that username already exists."));
    }

    @Test
    void anAddressIsTakenInAnyCase() {
        var name = Api.newName();
        Api.signedUp(name);

        Api.post("signup", account(Api.newName(), name.toUpperCase()))
                .then()
                .statusCode(400)
                .body("error", equalTo("A user with that email already exists."));
    }

    @Test
    void ofManyAtOnceOneGetsTheName() throws InterruptedException {
        var name = Api.newName();
        Callable<Integer> signUp = () -> Api.signUp(name).statusCode();

        try (var threads = Executors.newFixedThreadPool(8)) {
            var answers = threads
                    .invokeAll(Stream.generate(() -> signUp).limit(8).toList())
                    .stream()
                    .map(answer -> answer.resultNow())
                    .sorted()
                    .toList();

            assertThat(answers).isEqualTo(List.of(201, 400, 400, 400, 400, 400, 400, 400));
        }
    }

    private List<AccountRegistered> registered(String name) {
        return streams.read(AuthEvent.STREAM, "0", 10_000, Duration.ofMillis(10)).stream()
                .map(entry -> EventEntry.read(entry, AuthEvent.class).event())
                .filter(AccountRegistered.class::isInstance)
                .map(AccountRegistered.class::cast)
                .filter(event -> event.username().equals(name))
                .toList();
    }

    private static java.util.Map<String, String> account(String username, String mailbox) {
        return java.util.Map.of("username", username, "password", Api.PASSWORD, "email", mailbox + "@example.org");
    }
}
