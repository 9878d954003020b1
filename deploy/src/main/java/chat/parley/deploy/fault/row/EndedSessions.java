package chat.parley.deploy.fault.row;

import chat.parley.deploy.fault.lab.SigningKey;
import chat.parley.deploy.fault.load.Node;
import chat.parley.deploy.fault.load.Person;
import chat.parley.deploy.fault.load.Tokens;
import chat.parley.deploy.fault.load.Watcher;
import java.time.Duration;
import java.time.Instant;

final class EndedSessions extends Row {

    private static final int UNAUTHORIZED = 4001;
    private static final int EXPIRED = 4002;
    private static final Duration CLOSES = Duration.ofSeconds(5);
    /** A refresh token that is repeated within 10 s gets the same answer again. */
    private static final Duration GRACE = Duration.ofSeconds(11);

    EndedSessions() {
        super(
                15,
                "expiry, logout, reuse of a refresh token",
                "while the socket is open",
                "the socket closes within 5 s and hears nothing after",
                Duration.ofSeconds(5));
    }

    @Override
    protected void hurt(Scene scene) throws Exception {
        for (var node : scene.nodes()) {
            expires(scene, node);
            logsOut(scene, node);
            isReused(scene, node);
        }
    }

    private static void expires(Scene scene, Node node) throws Exception {
        var person = scene.stranger();
        var life = Duration.ofSeconds(5);
        var token = SigningKey.active(scene.laboratory().home().privateKeys())
                .withExpiry(person.access(), Instant.now().plus(life));
        var watcher = open(scene, node, new Person(person.username(), person.id(), Tokens.of(token, person.refresh())));
        scene.mark("an access token expires on %s", node.name());
        closes(scene, watcher, EXPIRED, life.plus(CLOSES), "the access token expired");
    }

    private static void logsOut(Scene scene, Node node) throws Exception {
        var person = scene.stranger();
        var watcher = open(scene, node, person);
        scene.mark("a user of %s logs out", node.name());
        scene.cohort()
                .api()
                .call("DELETE", "/api/v1/sessions/current", person.access(), null)
                .expect(204);
        closes(scene, watcher, UNAUTHORIZED, CLOSES, "the user logged out");
    }

    private static void isReused(Scene scene, Node node) throws Exception {
        var person = scene.stranger();
        var watcher = open(scene, node, person);
        var next = scene.cohort()
                .api()
                .refresh(person.refresh())
                .expect(200)
                .json()
                .getString("refresh_token");
        scene.cohort().api().refresh(next).expect(200);
        scene.pause(GRACE);
        scene.mark("a refresh token is used again on %s", node.name());
        scene.cohort().api().refresh(person.refresh()).expect(401);
        closes(scene, watcher, UNAUTHORIZED, CLOSES, "a refresh token was used again");
    }

    private static Watcher open(Scene scene, Node node, Person person) throws InterruptedException {
        var watcher = Watcher.open(scene.cohort(), node, person);
        scene.expect(scene.await(CLOSES, watcher::saidHello), "no socket on %s", node.name());
        return watcher;
    }

    private static void closes(Scene scene, Watcher watcher, int code, Duration within, String after)
            throws InterruptedException {
        scene.expect(scene.await(within, watcher::isClosed), "still open %d s after %s", within.toSeconds(), after);
        scene.expect(
                !watcher.isClosed() || watcher.closeCode() == code,
                "closed with %d after %s",
                watcher.closeCode(),
                after);
        scene.expect(
                watcher.lastEventAt() == 0 || watcher.lastEventAt() < watcher.closedAt(),
                "heard something after %s",
                after);
        watcher.cut();
    }
}
