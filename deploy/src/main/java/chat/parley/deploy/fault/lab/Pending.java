package chat.parley.deploy.fault.lab;

import java.util.List;

/** How many entries were handed to a consumer of any group and not finished. */
public final class Pending {

    private Pending() {}

    public static long in(RedisConnection redis) {
        var pending = 0L;
        for (var stream : redis.list("KEYS", "*")) {
            if ("stream".equals(redis.text("TYPE", stream.toString()))) {
                for (var group : redis.list("XINFO", "GROUPS", stream.toString())) {
                    pending += (Long) ((List<?>) group).get(5);
                }
            }
        }
        return pending;
    }
}
