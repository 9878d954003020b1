package chat.parley.deploy.fault.row;

import chat.parley.deploy.fault.lab.Laboratory;
import java.time.Duration;

final class KilledRedis extends Row {

    private static final Duration READY = Duration.ofSeconds(30);
    private static final Duration GROUPS_AGAIN = Duration.ofSeconds(10);

    KilledRedis() {
        super(
                4,
                "Redis killed",
                "kill -9, started again with nothing in it",
                "heals within 5 s, the groups are there again",
                Duration.ofSeconds(5));
    }

    @Override
    protected void hurt(Scene scene) throws Exception {
        scene.mark("kill -9 redis");
        scene.laboratory().kill(Laboratory.REDIS);
        scene.pause(Duration.ofMillis(500));
        scene.laboratory().awaitReady(Laboratory.REDIS, READY);
        scene.mark("redis is back, empty");
        scene.expect(
                scene.await(GROUPS_AGAIN, () -> Groups.areThere(scene)), "the consumer groups are not there again");
    }
}
