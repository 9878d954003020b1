package chat.parley.deploy.fault.row;

import java.time.Duration;

final class StillReader extends Row {

    private static final Duration ARRIVAL = Duration.ofSeconds(10);
    private static final Duration CALM = Duration.ofSeconds(4);
    private static final Duration RISE = Duration.ofMillis(50);
    private static final int MOST = 1_500;
    private static final String LONG_TEXT = "x".repeat(16_000);

    StillReader() {
        super(
                11,
                "a reader that stops reading",
                "a client with a small receive buffer takes nothing more from its socket",
                "it is cut at the cap with 4008 and resumes later; the p99 of the others rises by less than 50 ms",
                Duration.ofSeconds(10));
    }

    @Override
    protected void hurt(Scene scene) throws Exception {
        var slow = scene.cohort().people().getFirst();
        var conversation = scene.cohort().conversationsOf(slow).getFirst();
        var device = scene.cohort().addSlowDevice(slow, slow.username() + "/slow", scene.nodes());
        device.connect();
        scene.expect(scene.await(ARRIVAL, device::isThere), "the slow device got no socket");
        var calm = scene.ackLatencies(CALM).p99();

        device.listen(false);
        scene.mark("a device stops reading");
        var loud = scene.cohort().devicesOf(conversation).getFirst();
        var cut = false;
        var began = System.nanoTime();
        for (var said = 0; said < MOST && !cut; said++) {
            loud.sendOrKeep(conversation, LONG_TEXT);
            scene.pause(Duration.ofMillis(20));
            cut = said % 25 == 0 && Metrics.of(scene.laboratory(), "parley_socket_closes_total", "code=\"4008\"") > 0;
        }
        scene.expect(cut, "nobody cut a reader that does not read");
        var under =
                scene.ackLatencies(Duration.ofNanos(System.nanoTime() - began)).p99();
        scene.note(
                "p99 of acknowledgements: %d ms calm, %d ms beside the still reader",
                calm.toMillis(), under.toMillis());
        scene.expect(
                under.minus(calm).compareTo(RISE) < 0,
                "the p99 of the others rose from %d to %d ms",
                calm.toMillis(),
                under.toMillis());
        device.listen(true);
        scene.mark("it reads again");
    }
}
