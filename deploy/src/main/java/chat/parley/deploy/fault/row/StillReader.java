package chat.parley.deploy.fault.row;

import chat.parley.deploy.fault.check.Check;
import chat.parley.deploy.fault.lab.Metrics;
import chat.parley.deploy.fault.load.Device;
import java.time.Duration;
import java.util.UUID;

final class StillReader extends Row {

    private static final Duration ARRIVAL = Duration.ofSeconds(10);
    private static final int CALM = 80;
    private static final Duration BETWEEN = Duration.ofMillis(60);
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
        var before = Metrics.of(scene.laboratory(), "parley_socket_closes_total", "code=\"4008\"");
        var device = scene.cohort().addSlowDevice(slow, slow.username() + "/slow", scene.nodes());
        device.connect();
        scene.expect(scene.await(ARRIVAL, device::isThere), "the slow device got no socket");
        var loud = scene.cohort().devicesOf(conversation).getFirst();
        var began = System.nanoTime();
        for (var said = 0; said < CALM; said++) {
            talk(scene, loud, conversation);
        }
        var calm =
                scene.ackLatencies(Duration.ofNanos(System.nanoTime() - began)).p99();

        device.listen(false);
        scene.mark("a device stops reading");
        began = System.nanoTime();
        var cut = false;
        for (var said = 0; said < MOST && !cut; said++) {
            talk(scene, loud, conversation);
            cut = said % 20 == 0
                    && Metrics.of(scene.laboratory(), "parley_socket_closes_total", "code=\"4008\"") > before;
        }
        scene.expect(cut, "nobody cut a reader that does not read");
        var under =
                scene.ackLatencies(Duration.ofNanos(System.nanoTime() - began)).p99();
        scene.note(
                "p99 of acknowledgements: %d ms calm, %d ms beside the still reader",
                calm.toMillis(), under.toMillis());
        scene.expectQuick(
                Check.AS_EXPECTED,
                under.minus(calm).compareTo(RISE) < 0,
                "the p99 of the others rose from %d to %d ms",
                calm.toMillis(),
                under.toMillis());
        device.listen(true);
        scene.mark("it reads again");
    }

    /** Long messages, with and without the still reader, so that the two figures differ in that alone. */
    private static void talk(Scene scene, Device loud, UUID conversation) throws InterruptedException {
        loud.sendOrKeep(conversation, LONG_TEXT);
        scene.pause(BETWEEN);
    }
}
