package chat.parley.deploy.fault.row;

import chat.parley.deploy.fault.lab.RedisConnection;
import java.io.UncheckedIOException;
import java.util.stream.IntStream;

/** The consumer groups without which nothing is written. */
final class Groups {

    private static final int SHARDS = 4;

    private Groups() {}

    static boolean areThere(Scene scene) {
        try (var redis = scene.laboratory().redis()) {
            return IntStream.range(0, SHARDS).allMatch(shard -> hasGroup(redis, "commands." + shard));
        } catch (UncheckedIOException away) {
            return false;
        }
    }

    private static boolean hasGroup(RedisConnection redis, String stream) {
        try {
            return !redis.list("XINFO", "GROUPS", stream).isEmpty();
        } catch (IllegalStateException noSuchStream) {
            return false;
        }
    }
}
