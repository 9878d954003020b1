package chat.parley.deploy.fault.row;

import chat.parley.deploy.Service;
import chat.parley.deploy.fault.lab.Laboratory;
import java.time.Duration;

final class FrozenPostgres extends Row {

    /** A statement is given up after 5 s. */
    private static final Duration ANSWERED = Duration.ofSeconds(10);

    FrozenPostgres() {
        super(
                9,
                "PostgreSQL frozen, a table locked",
                "SIGSTOP for 30 s; LOCK TABLE message for 15 s",
                "statements time out, no false acknowledgement",
                Duration.ofSeconds(15));
    }

    @Override
    protected void hurt(Scene scene) throws Exception {
        scene.mark("SIGSTOP PostgreSQL");
        scene.laboratory().signal(Laboratory.POSTGRES, "STOP");
        try {
            scene.pause(scene.lasting(Duration.ofSeconds(30)));
        } finally {
            scene.laboratory().signal(Laboratory.POSTGRES, "CONT");
        }
        scene.mark("SIGCONT PostgreSQL");
        scene.pause(Duration.ofSeconds(5));
        try (var connection = scene.laboratory().database(Service.MESSAGE).connect();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("LOCK TABLE message IN ACCESS EXCLUSIVE MODE");
            scene.mark("LOCK TABLE message");
            Requests.expectAnswers(scene, ANSWERED);
            scene.pause(scene.lasting(Duration.ofSeconds(15)));
            connection.rollback();
        }
        scene.mark("the lock is gone");
    }
}
