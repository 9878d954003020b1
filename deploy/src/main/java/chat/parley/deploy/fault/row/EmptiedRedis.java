package chat.parley.deploy.fault.row;

import chat.parley.deploy.fault.load.Watcher;
import java.time.Duration;

final class EmptiedRedis extends Row {

    private static final Duration BETWEEN = Duration.ofSeconds(2);
    private static final Duration CLOSED = Duration.ofSeconds(5);

    EmptiedRedis() {
        super(
                5,
                "Redis emptied",
                "FLUSHALL under load, several times",
                "nothing is lost, and who was logged out stays out",
                Duration.ofSeconds(5));
    }

    @Override
    protected void hurt(Scene scene) throws Exception {
        var gone = scene.stranger();
        scene.cohort()
                .api()
                .call("DELETE", "/api/v1/sessions/current", gone.access(), null)
                .expect(204);
        for (var flush = 0; flush < Math.max(2, scene.times(10)); flush++) {
            scene.mark("FLUSHALL");
            try (var redis = scene.laboratory().redis()) {
                redis.call("FLUSHALL");
            }
            scene.pause(BETWEEN);
        }
        for (var node : scene.nodes()) {
            var watcher = Watcher.open(scene.cohort(), node, gone);
            scene.expect(
                    scene.await(CLOSED, watcher::isClosed),
                    "a login session that had ended opened a socket on %s after Redis was emptied",
                    node.name());
            watcher.cut();
        }
    }
}
