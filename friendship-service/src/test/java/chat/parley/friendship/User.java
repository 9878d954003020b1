package chat.parley.friendship;

import static io.restassured.RestAssured.given;

import chat.parley.common.event.Person;
import chat.parley.common.identity.Dialect;
import chat.parley.common.testing.TestTokens;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Somebody with an account, for a test. */
public record User(UUID id, long number, String username) {

    private static final AtomicLong NUMBERS = new AtomicLong(1000);

    /** Somebody whom user-service knows; whether we do, is another matter. */
    public static User known() {
        var user = unknown();
        UserServiceStub.knows(user.person(1));
        return user;
    }

    public static User unknown() {
        var id = UUID.randomUUID();
        return new User(id, NUMBERS.incrementAndGet(), "u" + id.toString().substring(0, 8));
    }

    public Person person(long version) {
        return new Person(
                id, number, username, username + "@example.com", "First", "Last", null, null, "online", version);
    }

    public String token() {
        return TestTokens.access(id, number, username);
    }

    public String token(String type, Duration life) {
        return TestTokens.token(id, number, username, UUID.randomUUID(), Dialect.FRIENDSHIP, type, life);
    }

    public RequestSpecification calls() {
        return given().auth().preemptive().oauth2(token());
    }
}
