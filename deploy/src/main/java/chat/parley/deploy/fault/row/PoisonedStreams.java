package chat.parley.deploy.fault.row;

import chat.parley.deploy.fault.lab.RedisConnection;
import java.time.Duration;
import java.util.UUID;

final class PoisonedStreams extends Row {

    /** Every consumer group of a stream parks for itself: at least so many. */
    private static final long LETTERS = 9;

    private static final Duration PARKED = Duration.ofSeconds(15);
    private static final Duration DELAY = Duration.ofMillis(1_500);
    /** A profile without a name, which no table takes. */
    private static final String UNDIGESTIBLE =
            "{\"type\":\"profile-changed\",\"person\":{\"userId\":\"%s\",\"number\":1,\"status\":\"online\",\"version\":1}}";

    PoisonedStreams() {
        super(
                17,
                "poison events",
                "XADD of bad JSON, an unknown type and an event that its handlers cannot digest; bad commands",
                "parked with their cause after 5 tries, others are delayed by 1 s at most",
                Duration.ofSeconds(5));
    }

    @Override
    protected void hurt(Scene scene) throws Exception {
        try (var redis = scene.laboratory().redis()) {
            var letters = letters(redis);
            scene.mark("poison in events.user, events.friendship and commands.0");
            for (var stream : new String[] {"events.user", "events.friendship"}) {
                add(redis, stream, "{\"type\":");
                add(redis, stream, "{\"type\":\"never-heard-of\"}");
                redis.call("XADD", stream, "*", "nothing", "of this");
            }
            add(redis, "events.user", UNDIGESTIBLE.formatted(UUID.randomUUID()));
            redis.call("XADD", "commands.0", "*", "data", "{\"broken\"");
            redis.call("XADD", "commands.0", "*", "nothing", "of this");
            scene.expect(
                    scene.await(PARKED, () -> letters(redis) >= letters + LETTERS),
                    "only %d entries were parked",
                    letters(redis) - letters);
            scene.note("%d entries were parked", letters(redis) - letters);
            var slowest = Duration.ofMillis((long) scene.ackLatencies(PARKED).percentile(100));
            scene.expect(slowest.compareTo(DELAY) < 0, "somebody waited %d ms for an answer", slowest.toMillis());
        }
    }

    private static void add(RedisConnection redis, String stream, String data) {
        redis.call("XADD", stream, "*", "id", UUID.randomUUID().toString(), "data", data);
    }

    private static long letters(RedisConnection redis) {
        return redis.list("KEYS", "dead.*").stream()
                .mapToLong(stream -> (Long) redis.call("XLEN", stream.toString()))
                .sum();
    }
}
