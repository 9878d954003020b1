package chat.parley.deploy.fault.row;

import java.time.Duration;

final class FullRedis extends Row {

    FullRedis() {
        super(
                7,
                "Redis full",
                "maxmemory 1 MB with noeviction for 10 s",
                "the outbox waits, sends are refused or queued, then all heals",
                Duration.ofSeconds(10));
    }

    @Override
    protected void hurt(Scene scene) throws Exception {
        try (var redis = scene.laboratory().redis()) {
            var limit = ((java.util.List<?>) redis.call("CONFIG", "GET", "maxmemory"))
                    .getLast()
                    .toString();
            scene.mark("maxmemory 1mb");
            redis.call("CONFIG", "SET", "maxmemory", "1mb");
            try {
                scene.pause(scene.lasting(Duration.ofSeconds(10)));
            } finally {
                redis.call("CONFIG", "SET", "maxmemory", limit);
            }
            scene.mark("maxmemory %s", limit);
        }
    }
}
