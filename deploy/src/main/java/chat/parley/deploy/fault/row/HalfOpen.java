package chat.parley.deploy.fault.row;

import chat.parley.deploy.fault.lab.TcpProxy;
import chat.parley.deploy.fault.load.Node;
import java.time.Duration;
import java.util.List;

final class HalfOpen extends Row {

    private static final Duration ARRIVAL = Duration.ofSeconds(15);
    private static final Duration CUT = Duration.ofSeconds(35);

    HalfOpen() {
        super(
                12,
                "half-open connection",
                "a proxy swallows everything both ways",
                "the socket is cut within 35 s and the user is offline; the client resumes",
                Duration.ofSeconds(10));
    }

    @Override
    protected void hurt(Scene scene) throws Exception {
        var person = scene.stranger();
        var gateway = scene.laboratory().gateways().getFirst();
        try (var proxy = TcpProxy.to(scene.laboratory().port(gateway))) {
            var device =
                    scene.cohort().addDevice(person, person.username(), List.of(new Node(gateway, proxy.port())), 0, 1);
            device.connect();
            scene.expect(scene.await(ARRIVAL, device::isThere), "the device behind the proxy got no socket");
            scene.expect(
                    scene.await(ARRIVAL, () -> isOnline(scene, person.id())), "nobody says that the user is online");

            proxy.set(TcpProxy.Mode.HALF_OPEN);
            scene.mark("the connection is half-open");
            scene.expect(
                    scene.await(CUT, () -> !isOnline(scene, person.id())), "still online after %d s", CUT.toSeconds());
            scene.mark("the user is offline");
            proxy.set(TcpProxy.Mode.OPEN);
            scene.expect(scene.await(ARRIVAL, device::isThere), "the device did not come back");
            device.use(scene.nodes());
        }
    }

    private static boolean isOnline(Scene scene, java.util.UUID user) {
        try (var redis = scene.laboratory().redis()) {
            return redis.call("EXISTS", "online:" + user).equals(1L);
        }
    }
}
