package chat.parley.message.testing;

import chat.parley.common.chat.Sender;
import chat.parley.common.event.Person;
import chat.parley.common.testing.TestTokens;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Somebody who chats. */
public record User(UUID id, long number, String name) {

    private static final AtomicLong NUMBERS = new AtomicLong();

    public static User named(String name) {
        return new User(UUID.randomUUID(), NUMBERS.incrementAndGet(), name);
    }

    public String token() {
        return TestTokens.access(id, number, name);
    }

    public Sender sender() {
        return new Sender(id, number, name);
    }

    public Person person() {
        return new Person(id, number, name, name + "@example.org", "", "", null, null, "online", 1);
    }
}
