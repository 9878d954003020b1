package chat.parley.deploy.fault.row;

import chat.parley.deploy.fault.lab.Laboratory;
import java.time.Duration;

final class KilledPostgres extends Row {

    private static final Duration BETWEEN = Duration.ofSeconds(5);
    private static final Duration ANSWERED = Duration.ofSeconds(10);
    private static final Duration READY = Duration.ofSeconds(120);

    KilledPostgres() {
        super(
                8,
                "PostgreSQL killed",
                "kill -9 of one backend, then of all",
                "503 that may be repeated, pools heal within 10 s, no false acknowledgement",
                Duration.ofSeconds(10));
    }

    @Override
    protected void hurt(Scene scene) throws Exception {
        var backend = scene.laboratory()
                .administration()
                .number("SELECT pid FROM pg_stat_activity WHERE datname = 'message_service' LIMIT 1");
        scene.mark("kill -9 one backend of PostgreSQL");
        ProcessHandle.of(backend).ifPresent(ProcessHandle::destroyForcibly);
        scene.pause(BETWEEN);
        Requests.expectAnswers(scene, ANSWERED);
        scene.mark("kill -9 PostgreSQL");
        scene.laboratory().kill(Laboratory.POSTGRES);
        Requests.expectAnswers(scene, ANSWERED);
        scene.laboratory().awaitReady(Laboratory.POSTGRES, READY);
        scene.mark("PostgreSQL is back");
    }
}
