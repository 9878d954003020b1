package chat.parley.deploy.fault.row;

import chat.parley.deploy.fault.check.Check;
import chat.parley.deploy.fault.lab.RedisConnection;
import java.time.Duration;
import java.util.UUID;

final class PoisonedStreams extends Row {

    /** Every consumer group of a stream parks for itself: at least so many. */
    private static final long LETTERS = 9;

    private static final Duration PARKED = Duration.ofSeconds(15);
    private static final Duration CALM = Duration.ofSeconds(4);
    private static final Duration AFTERWARDS = Duration.ofSeconds(3);
    private static final Duration DELAY = Duration.ofSeconds(1);
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
        var calm = slowest(scene, CALM);
        try (var redis = scene.laboratory().redis()) {
            var letters = letters(redis);
            var began = System.nanoTime();
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
            scene.pause(AFTERWARDS);
            var beside = slowest(scene, Duration.ofNanos(System.nanoTime() - began));
            scene.note("slowest answer: %d ms calm, %d ms beside the poison", calm.toMillis(), beside.toMillis());
            scene.expectQuick(
                    Check.AS_EXPECTED,
                    beside.minus(calm).compareTo(DELAY) < 0,
                    "answers were delayed from %d to %d ms",
                    calm.toMillis(),
                    beside.toMillis());
        }
    }

    private static Duration slowest(Scene scene, Duration window) {
        return Duration.ofMillis((long) scene.ackLatencies(window).percentile(100));
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
