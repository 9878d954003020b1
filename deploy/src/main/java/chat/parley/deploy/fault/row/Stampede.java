package chat.parley.deploy.fault.row;

import chat.parley.deploy.fault.lab.Laboratory;
import chat.parley.deploy.fault.load.Device;
import java.time.Duration;

final class Stampede extends Row {

    private static final Duration BACK = Duration.ofSeconds(60);
    private static final long MOST_BUSY = 80;

    Stampede() {
        super(
                22,
                "everybody reconnects",
                "all sockets cut at once, three times",
                "all are back within 60 s, the database is busy at most 80 % of the time",
                Duration.ofSeconds(60));
    }

    @Override
    protected void hurt(Scene scene) throws Exception {
        for (var round = 0; round < 3; round++) {
            var before = processorTime(scene);
            var began = System.nanoTime();
            scene.mark("all %d sockets are cut", scene.cohort().devices().size());
            scene.cohort().devices().forEach(Device::cut);
            scene.pause(Duration.ofMillis(200));
            scene.expect(
                    scene.await(BACK, scene.cohort()::allThere), "not everybody is back after %d s", BACK.toSeconds());
            var took = Duration.ofNanos(System.nanoTime() - began);
            var busy = processorTime(scene).minus(before).toNanos() * 100 / took.toNanos() / processors();
            scene.note("all back after %d ms, PostgreSQL used %d %% of the processors", took.toMillis(), busy);
            scene.expect(busy <= MOST_BUSY, "PostgreSQL used %d %% of the processors", busy);
            scene.pause(Duration.ofSeconds(2));
        }
    }

    private static int processors() {
        return Runtime.getRuntime().availableProcessors();
    }

    private static Duration processorTime(Scene scene) {
        var postgres = scene.laboratory().process(Laboratory.POSTGRES).process();
        return java.util.stream.Stream.concat(java.util.stream.Stream.of(postgres), postgres.descendants())
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }
}
