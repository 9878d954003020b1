package chat.parley.deploy.fault.row;

import chat.parley.deploy.fault.lab.SigningKey;
import chat.parley.deploy.fault.load.Person;
import chat.parley.deploy.fault.load.V1Api;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

final class RotatedKeys extends Row {

    private static final java.util.List<String> PATHS = java.util.List.of(
            "/api/v1/me", "/api/v1/conversations?limit=1", "/api/v1/friendships?limit=1", "/api/v1/sessions?limit=1");
    /** Services look at the published keys once a second. */
    private static final Duration SEEN = Duration.ofMillis(2_500);

    private static final Duration READY = Duration.ofSeconds(120);
    private static final Duration PAUSE = Duration.ofMillis(200);

    RotatedKeys() {
        super(
                16,
                "signing key rotated",
                "twice under load: published, waited, switched",
                "no false 401",
                Duration.ofSeconds(10));
    }

    @Override
    protected void hurt(Scene scene) throws Exception {
        var done = new AtomicBoolean();
        var asked = new AtomicInteger();
        var refused = new AtomicInteger();
        var asking = Thread.ofVirtual().start(() -> {
            while (!done.get()) {
                ask(scene, asked, refused);
            }
        });
        for (var rotation = 1; rotation <= 2; rotation++) {
            var key = SigningKey.make("9%d-%s".formatted(rotation, Long.toString(System.nanoTime(), 36)));
            key.publish(scene.laboratory().home().publicKeys());
            scene.mark("key %s is published", key.kid());
            scene.pause(SEEN);
            key.install(scene.laboratory().home().privateKeys());
            scene.laboratory().restart("auth-service", READY);
            scene.mark("auth-service signs with %s", key.kid());
            scene.pause(SEEN);
        }
        done.set(true);
        asking.join();
        scene.note("%d requests with old and new tokens during the rotations", asked.get());
        scene.expect(asked.get() > 10, "only %d requests were made", asked.get());
        scene.expect(refused.get() == 0, "%d of %d requests were refused with 401", refused.get(), asked.get());
    }

    /** With a token of long ago, and with one of this moment when somebody signs. */
    private static void ask(Scene scene, AtomicInteger asked, AtomicInteger refused) {
        var old = scene.cohort().people().getFirst();
        try {
            expectWelcome(scene, old, asked, refused);
            var tokens = scene.cohort().api().logIn(old.username(), V1Api.PASSWORD);
            if (tokens.status() == 200) {
                expectWelcome(scene, V1Api.person(tokens), asked, refused);
            }
            Thread.sleep(PAUSE);
        } catch (IOException away) {
            // Nobody was refused.
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void expectWelcome(Scene scene, Person person, AtomicInteger asked, AtomicInteger refused)
            throws IOException {
        for (var path : PATHS) {
            asked.incrementAndGet();
            if (scene.cohort().api().call("GET", path, person.access(), null).status() == 401) {
                refused.incrementAndGet();
            }
        }
    }
}
