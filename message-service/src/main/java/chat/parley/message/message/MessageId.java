package chat.parley.message.message;

import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Message ids are UUIDs of version 7 (RFC 9562, section 5.7) that say when the message was written, to the microsecond: the
 * milliseconds, then the rest of the millisecond in the next 12 bits (section 6.2, method 3), then chance. Within a
 * conversation they are in the order of the messages, and stand in for an index by time.
 */
public final class MessageId {

    private static final long VERSION_7 = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final long CHANCE = 0x3FFF_FFFF_FFFF_FFFFL;

    private MessageId() {}

    public static UUID at(Instant time) {
        return new UUID(timeBits(time), VARIANT | (ThreadLocalRandom.current().nextLong() & CHANCE));
    }

    /** Not above any id of this microsecond or later. */
    public static UUID firstAt(Instant time) {
        return new UUID(timeBits(time), VARIANT);
    }

    /** Not below any id of this microsecond or earlier. */
    public static UUID lastAt(Instant time) {
        return new UUID(timeBits(time), VARIANT | CHANCE);
    }

    private static long timeBits(Instant time) {
        var micros = time.getNano() / 1_000 % 1_000;
        return time.toEpochMilli() << 16 | VERSION_7 | micros * 4096L / 1_000;
    }
}
