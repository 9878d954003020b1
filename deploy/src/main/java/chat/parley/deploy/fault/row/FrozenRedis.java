package chat.parley.deploy.fault.row;

import chat.parley.deploy.fault.lab.Laboratory;
import java.time.Duration;

final class FrozenRedis extends Row {

    /** A command to Redis gives up after 4 s. */
    private static final Duration ANSWERED = Duration.ofSeconds(6);

    FrozenRedis() {
        super(
                6,
                "Redis frozen",
                "SIGSTOP for 30 s",
                "requests are answered within 5 s, nothing piles up",
                Duration.ofSeconds(10));
    }

    @Override
    protected void hurt(Scene scene) throws Exception {
        var lasting = scene.lasting(Duration.ofSeconds(30));
        scene.mark("SIGSTOP redis");
        scene.laboratory().signal(Laboratory.REDIS, "STOP");
        try {
            var until = System.nanoTime() + lasting.toNanos();
            while (System.nanoTime() < until) {
                Requests.expectAnswers(scene, ANSWERED);
                scene.pause(Duration.ofMillis(500));
            }
        } finally {
            scene.laboratory().signal(Laboratory.REDIS, "CONT");
        }
        scene.mark("SIGCONT redis");
    }
}
