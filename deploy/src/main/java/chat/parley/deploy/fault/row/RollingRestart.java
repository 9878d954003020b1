package chat.parley.deploy.fault.row;

import java.time.Duration;

final class RollingRestart extends Row {

    private static final Duration DRAINED = Duration.ofSeconds(30);
    private static final Duration READY = Duration.ofSeconds(60);

    RollingRestart() {
        super(
                21,
                "rolling restart",
                "SIGTERM to one process after the other, 5 times",
                "nothing is lost, and only errors that may be repeated are seen",
                Duration.ofSeconds(10));
    }

    @Override
    protected void hurt(Scene scene) throws Exception {
        for (var round = 0; round < Math.max(1, scene.times(5)); round++) {
            for (var service : scene.laboratory().services()) {
                restart(scene, service);
            }
        }
    }

    private static void restart(Scene scene, String service) throws InterruptedException {
        var before = scene.laboratory().process(service).process();
        scene.mark("SIGTERM %s", service);
        scene.laboratory().terminate(service);
        scene.expect(scene.await(DRAINED, () -> !before.isAlive()), "%s did not end after SIGTERM", service);
        scene.laboratory().awaitReady(service, READY);
    }
}
