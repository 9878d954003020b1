package chat.parley.deploy.fault.row;

import chat.parley.deploy.fault.lab.TcpProxy;
import java.time.Duration;

final class CutOffGateway extends Row {

    private static final Duration NOT_READY = Duration.ofSeconds(10);

    CutOffGateway() {
        super(
                13,
                "gateway cut off from Redis",
                "its proxy to Redis refuses for 15 s",
                "it is not ready, the others are fine, it catches up by itself",
                Duration.ofSeconds(10));
    }

    @Override
    protected void hurt(Scene scene) throws Exception {
        var gateway = scene.laboratory().gateways().getFirst();
        var other = scene.laboratory().gateways().getLast();
        var proxy = scene.laboratory().redisProxy(gateway);
        proxy.set(TcpProxy.Mode.CUT);
        scene.mark("%s has no Redis", gateway);
        try {
            scene.expect(
                    scene.await(
                            NOT_READY,
                            () -> !scene.laboratory().process(gateway).ready()),
                    "%s says that it is ready",
                    gateway);
            scene.expect(scene.laboratory().process(other).ready(), "%s is not ready", other);
            scene.pause(scene.lasting(Duration.ofSeconds(15)));
        } finally {
            proxy.set(TcpProxy.Mode.OPEN);
        }
        scene.mark("%s has Redis again", gateway);
    }
}
