package chat.parley.deploy.fault.row;

import java.time.Duration;

final class KilledWriters extends Row {

    private static final Duration READY = Duration.ofSeconds(120);

    KilledWriters() {
        super(
                1,
                "message-service killed",
                "kill -9 of either replica under load, 20 times",
                "unacknowledged sends are repeated, nothing is copied",
                Duration.ofSeconds(10));
    }

    @Override
    protected void hurt(Scene scene) throws Exception {
        var writers = scene.laboratory().messageServices();
        for (var kill = 0; kill < scene.times(20); kill++) {
            var victim = writers.get(kill % writers.size());
            // The other one goes on: what it takes to start a JVM is not what is asked here.
            for (var writer : writers) {
                scene.laboratory().awaitReady(writer, READY);
            }
            scene.pause(Duration.ofMillis(scene.random().nextInt(1_000)));
            scene.mark("kill -9 %s", victim);
            scene.laboratory().kill(victim);
        }
    }
}
