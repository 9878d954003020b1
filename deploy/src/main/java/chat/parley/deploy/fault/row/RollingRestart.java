package chat.parley.deploy.fault.row;

import java.time.Duration;

final class RollingRestart extends Row {

    private static final Duration READY = Duration.ofSeconds(120);

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
                scene.mark("SIGTERM %s", service);
                scene.laboratory().restart(service, READY);
            }
        }
    }
}
