package chat.parley.gateway.testing;

import chat.parley.common.chat.Sender;
import chat.parley.common.identity.Dialect;
import chat.parley.common.testing.TestTokens;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Somebody with an account and a login session. */
public record Person(UUID id, long number, String username, UUID sid) {

    private static final AtomicLong NUMBERS = new AtomicLong();

    public static Person named(String username) {
        return new Person(UUID.randomUUID(), NUMBERS.incrementAndGet(), username, UUID.randomUUID());
    }

    public String access() {
        return token("access", Duration.ofMinutes(15));
    }

    public String expiredAccess() {
        return token("access", Duration.ofMinutes(-1));
    }

    public String refresh() {
        return token("refresh", Duration.ofDays(7));
    }

    public String token(String type, Duration life) {
        return TestTokens.token(id, number, username, sid, Dialect.FRIENDSHIP, type, life);
    }

    public Sender sender() {
        return new Sender(id, number, username);
    }
}
