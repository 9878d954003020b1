package chat.parley.user;

import chat.parley.common.event.AuthEvent.AccountRegistered;
import chat.parley.common.event.Person;
import chat.parley.common.identity.Dialect;
import chat.parley.common.testing.TestTokens;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Somebody with an account, for a test. */
public record User(UUID id, long number, String username) {

    private static final AtomicLong NUMBERS = new AtomicLong(1000);

    public static User named(String username) {
        return new User(UUID.randomUUID(), NUMBERS.incrementAndGet(), username);
    }

    /** Whose name nobody else has. */
    public static User unique() {
        var user = named("u");
        return new User(user.id(), user.number(), "u" + user.id().toString().substring(0, 8));
    }

    public String email() {
        return username + "@example.com";
    }

    public String token() {
        return TestTokens.access(id, number, username);
    }

    /** A token that the {@code social} API issued. */
    public String socialToken() {
        return TestTokens.token(
                id, number, username, UUID.randomUUID(), Dialect.SOCIAL, "access", Duration.ofMinutes(15));
    }

    public Person person() {
        return new Person(id, number, username, email(), "", "", null, null, "online", 1);
    }

    public String token(String type, Duration life) {
        return TestTokens.token(id, number, username, UUID.randomUUID(), Dialect.FRIENDSHIP, type, life);
    }

    public AccountRegistered registered(String avatar) {
        return new AccountRegistered(id, number, username, email(), "", "", avatar, Instant.now());
    }
}
