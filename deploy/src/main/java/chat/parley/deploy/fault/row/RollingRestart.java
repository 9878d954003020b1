package chat.parley.deploy.fault.row;

import chat.parley.deploy.fault.lab.Rollout;
import chat.parley.deploy.fault.lab.RolloutRules;
import chat.parley.deploy.fault.load.Node;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Every process is replaced as the chart's Deployments replace pods; clients know the edge alone. */
final class RollingRestart extends Row {

    private static final List<String> PATHS = List.of(
            "/api/v1/me",
            "/api/v1/friendships?limit=1",
            "/api/v1/conversations?limit=1",
            "/api/v1/notifications?limit=1",
            "/api/v1/sessions?limit=1",
            "/.well-known/jwks.json");
    private static final Set<Integer> REPEATABLE = Set.of(429, 502, 503, 504);
    private static final Duration PAUSE = Duration.ofMillis(20);

    RollingRestart() {
        super(
                21,
                "rolling restart",
                "every process replaced as the chart's Deployments replace pods, 5 times",
                "nothing is lost, and only errors that may be repeated are seen",
                Duration.ofSeconds(10));
    }

    @Override
    protected void hurt(Scene scene) throws Exception {
        comeByTheEdge(scene);
        var done = new AtomicBoolean();
        var answered = new AtomicInteger();
        var repeatable = new AtomicInteger();
        var asking = Thread.ofVirtual().start(() -> {
            while (!done.get()) {
                ask(scene, answered, repeatable);
            }
        });
        try {
            replaceAll(scene);
        } finally {
            done.set(true);
            asking.join();
        }
        scene.note(
                "%d requests to all services meanwhile, %d were told to come back", answered.get(), repeatable.get());
        scene.expect(answered.get() > 10, "only %d requests were made", answered.get());
    }

    private static void comeByTheEdge(Scene scene) {
        var edge = List.of(new Node("edge", scene.laboratory().edge().getPort()));
        scene.cohort().devices().forEach(device -> device.use(edge));
    }

    private static void replaceAll(Scene scene) throws InterruptedException {
        var rollout = new Rollout(scene.laboratory(), RolloutRules.load());
        for (var round = 0; round < scene.times(5); round++) {
            for (var service : scene.laboratory().services()) {
                scene.mark("replacing %s", service);
                var took = rollout.replace(service);
                scene.mark("%s ended %d ms after SIGTERM", service, took.toMillis());
            }
        }
    }

    private static void ask(Scene scene, AtomicInteger answered, AtomicInteger repeatable) {
        try {
            var person = scene.cohort().people().getFirst();
            for (var path : PATHS) {
                var status = scene.cohort()
                        .api()
                        .call("GET", path, person.access(), null)
                        .status();
                answered.incrementAndGet();
                if (REPEATABLE.contains(status)) {
                    repeatable.incrementAndGet();
                }
                scene.expect(status == 200 || REPEATABLE.contains(status), "GET %s was answered %d", path, status);
            }
            Thread.sleep(PAUSE);
        } catch (IOException none) {
            scene.expect(false, "a request was not answered: %s", none);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
