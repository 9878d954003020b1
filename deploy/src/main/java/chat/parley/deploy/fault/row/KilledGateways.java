package chat.parley.deploy.fault.row;

import java.time.Duration;

final class KilledGateways extends Row {

    private static final Duration BETWEEN = Duration.ofSeconds(3);
    private static final Duration READY = Duration.ofSeconds(120);

    KilledGateways() {
        super(
                2,
                "gateway killed",
                "kill -9 of each gateway in turn; its clients go to the other",
                "resume is exact, order is kept",
                Duration.ofSeconds(15));
    }

    @Override
    protected void hurt(Scene scene) throws Exception {
        for (var gateway : scene.laboratory().gateways()) {
            scene.mark("kill -9 %s", gateway);
            scene.laboratory().kill(gateway);
            scene.pause(BETWEEN);
            scene.laboratory().awaitReady(gateway, READY);
        }
    }
}
