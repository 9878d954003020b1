package chat.parley.deploy.fault.row;

import chat.parley.deploy.Service;
import chat.parley.deploy.fault.lab.Laboratory;
import chat.parley.deploy.fault.lab.TcpProxy;
import chat.parley.deploy.fault.load.Device;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

final class RandomFaults extends Row {

    private static final Duration READY = Duration.ofSeconds(120);
    private static final Duration BETWEEN = Duration.ofSeconds(5);
    private static final int MOST_MILLIS = 4_000;

    RandomFaults() {
        super(
                24,
                "two or three at random",
                "for 10 minutes (--minutes), as the seed says",
                "all that always holds",
                Duration.ofSeconds(30));
    }

    /** Something that can be done while other things are being done. */
    private interface Fault {
        void strike(Scene scene, Random random, int millis) throws Exception;
    }

    private record Named(String name, Fault fault) {}

    @Override
    protected void hurt(Scene scene) throws Exception {
        var until = System.nanoTime() + scene.randomFor().toNanos();
        while (System.nanoTime() < until) {
            strikeTogether(scene, choose(scene));
            scene.laboratory().awaitReady(Laboratory.REDIS, READY);
            scene.laboratory().awaitReady(Laboratory.POSTGRES, READY);
            scene.laboratory().awaitAllReady(READY);
            scene.pause(BETWEEN);
        }
    }

    private static List<Named> choose(Scene scene) {
        var faults = new ArrayList<>(faults());
        Collections.shuffle(faults, scene.random());
        return faults.subList(0, 2 + scene.random().nextInt(2));
    }

    private static void strikeTogether(Scene scene, List<Named> chosen) throws InterruptedException {
        var strikes = new ArrayList<Thread>();
        for (var one : chosen) {
            var delay = scene.random().nextInt(MOST_MILLIS / 2);
            var millis = MOST_MILLIS / 4 + scene.random().nextInt(MOST_MILLIS);
            var random = new Random(scene.random().nextLong());
            strikes.add(Thread.ofVirtual().start(() -> strike(scene, one, random, delay, millis)));
        }
        for (var strike : strikes) {
            strike.join();
        }
    }

    private static void strike(Scene scene, Named fault, Random random, int delay, int millis) {
        try {
            Thread.sleep(delay);
            scene.mark(fault.name());
            fault.fault().strike(scene, random, millis);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (Exception inTheWay) {
            // Another fault of the same moment can make this one impossible.
            scene.mark("%s: %s", fault.name(), inTheWay);
        }
    }

    private static List<Named> faults() {
        return List.of(
                new Named(
                        "a message-service is killed",
                        (scene, random, _) -> scene.laboratory()
                                .kill(oneOf(random, scene.laboratory().messageServices()))),
                new Named(
                        "a gateway is killed",
                        (scene, random, _) -> scene.laboratory()
                                .kill(oneOf(random, scene.laboratory().gateways()))),
                new Named(
                        "auth-service is killed",
                        (scene, _, _) -> scene.laboratory().kill("auth-service")),
                new Named(
                        "a gateway is restarted",
                        (scene, random, _) -> scene.laboratory()
                                .terminate(oneOf(random, scene.laboratory().gateways()))),
                new Named(
                        "a message-service is restarted",
                        (scene, random, _) -> scene.laboratory()
                                .terminate(oneOf(random, scene.laboratory().messageServices()))),
                new Named("Redis is emptied", (scene, _, _) -> empty(scene)),
                new Named("Redis is killed", (scene, _, _) -> scene.laboratory().kill(Laboratory.REDIS)),
                new Named("Redis is frozen", (scene, _, millis) -> freeze(scene, Laboratory.REDIS, millis)),
                new Named(
                        "PostgreSQL is killed",
                        (scene, _, _) -> scene.laboratory().kill(Laboratory.POSTGRES)),
                new Named("PostgreSQL is frozen", (scene, _, millis) -> freeze(scene, Laboratory.POSTGRES, millis)),
                new Named("the table of messages is locked", (scene, _, millis) -> lock(scene, millis)),
                new Named("a gateway is cut off from Redis", RandomFaults::cutOff),
                new Named(
                        "a gateway is frozen",
                        (scene, random, millis) ->
                                freeze(scene, oneOf(random, scene.laboratory().gateways()), millis)),
                new Named(
                        "a message-service is frozen",
                        (scene, random, millis) ->
                                freeze(scene, oneOf(random, scene.laboratory().messageServices()), millis)),
                new Named(
                        "all sockets are cut",
                        (scene, _, _) -> scene.cohort().devices().forEach(Device::cut)));
    }

    private static String oneOf(Random random, List<String> processes) {
        return processes.get(random.nextInt(processes.size()));
    }

    private static void empty(Scene scene) {
        try (var redis = scene.laboratory().redis()) {
            redis.call("FLUSHALL");
        }
    }

    private static void freeze(Scene scene, String process, int millis) throws InterruptedException {
        scene.laboratory().signal(process, "STOP");
        try {
            Thread.sleep(millis);
        } finally {
            scene.laboratory().signal(process, "CONT");
        }
    }

    private static void lock(Scene scene, int millis) throws Exception {
        try (var connection = scene.laboratory().database(Service.MESSAGE).connect();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("LOCK TABLE message IN ACCESS EXCLUSIVE MODE");
            Thread.sleep(millis);
            connection.rollback();
        }
    }

    private static void cutOff(Scene scene, Random random, int millis) throws InterruptedException {
        var proxy =
                scene.laboratory().redisProxy(oneOf(random, scene.laboratory().gateways()));
        proxy.set(TcpProxy.Mode.CUT);
        try {
            Thread.sleep(millis);
        } finally {
            proxy.set(TcpProxy.Mode.OPEN);
        }
    }
}
