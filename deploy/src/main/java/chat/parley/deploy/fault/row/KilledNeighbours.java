package chat.parley.deploy.fault.row;

import java.time.Duration;
import java.util.List;

final class KilledNeighbours extends Row {

    private static final Duration FLOWING = Duration.ofSeconds(5);
    private static final Duration READY = Duration.ofSeconds(120);

    KilledNeighbours() {
        super(
                3,
                "auth, user and friendship killed",
                "kill -9 of each",
                "chat goes on with the tokens that are there",
                Duration.ofSeconds(5));
    }

    @Override
    protected void hurt(Scene scene) throws Exception {
        var conversations = scene.cohort().conversations();
        for (var victim : List.of("auth-service", "user-service", "friendship-service")) {
            scene.mark("kill -9 %s", victim);
            scene.laboratory().kill(victim);
            scene.expect(scene.flows(scene.oneOf(conversations), FLOWING), "nothing flows while %s is away", victim);
            scene.laboratory().awaitReady(victim, READY);
        }
    }
}
