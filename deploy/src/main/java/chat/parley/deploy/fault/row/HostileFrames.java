package chat.parley.deploy.fault.row;

import chat.parley.deploy.fault.lab.RawSocket;
import chat.parley.deploy.fault.load.Person;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

final class HostileFrames extends Row {

    private static final Set<Integer> TOO_BIG = Set.of(1009);
    private static final Set<Integer> BROKEN = Set.of(1002);
    private static final Set<Integer> TOO_BIG_OR_BROKEN = Set.of(1009, 1002);
    private static final Duration CLOSES = Duration.ofSeconds(5);
    private static final Duration STAYS = Duration.ofMillis(150);

    HostileFrames() {
        super(
                18,
                "hostile frames",
                "huge, fragmented, bad UTF-8, binary, deflate bomb, JSON depth bomb and others, from a raw client",
                "the right close code each time, memory stays flat",
                Duration.ofSeconds(5));
    }

    @Override
    protected void hurt(Scene scene) throws Exception {
        var person = scene.stranger();
        var attacks = attacks();
        for (var round = 0; round < scene.times(20); round++) {
            for (var attack : attacks.entrySet()) {
                for (var gateway : scene.laboratory().gateways()) {
                    attack(scene, person, scene.laboratory().port(gateway), attack.getKey(), attack.getValue());
                }
            }
        }
        scene.mark("%d kinds of frames", attacks.size());
    }

    private interface Attack {
        void on(RawSocket socket) throws IOException;
    }

    /** @param answers close codes of which one is right; 0 stands for staying open */
    private record Expected(Attack attack, Set<Integer> answers) {}

    private static Map<String, Expected> attacks() {
        var attacks = new LinkedHashMap<String, Expected>();
        attacks.put(
                "a frame of 70 KB",
                new Expected(socket -> socket.frame(RawSocket.TEXT, true, 0, new byte[70_000]), TOO_BIG));
        attacks.put("a message of 70 KB in fragments", new Expected(HostileFrames::fragments, TOO_BIG));
        attacks.put(
                "a length of 2^62",
                new Expected(
                        socket -> socket.write(
                                new byte[] {(byte) 0x81, (byte) 0xFF, 0x40, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}),
                        TOO_BIG_OR_BROKEN));
        attacks.put(
                "bad UTF-8",
                new Expected(
                        socket -> socket.frame(RawSocket.TEXT, true, 0, new byte[] {(byte) 0xC3, 0x28}), Set.of(1007)));
        attacks.put(
                "a binary frame",
                new Expected(socket -> socket.frame(RawSocket.BINARY, true, 0, new byte[8]), Set.of(1003)));
        attacks.put(
                "a compressed frame",
                new Expected(socket -> socket.frame(RawSocket.TEXT, true, RawSocket.RSV1, new byte[1_000]), BROKEN));
        attacks.put("an unknown opcode", new Expected(socket -> socket.frame(0x3, true, 0, new byte[4]), BROKEN));
        attacks.put(
                "a ping of 200 bytes",
                new Expected(socket -> socket.frame(RawSocket.PING, true, 0, new byte[200]), BROKEN));
        attacks.put(
                "a continuation of nothing",
                new Expected(socket -> socket.frame(RawSocket.CONTINUATION, true, 0, new byte[4]), BROKEN));
        attacks.put(
                "a frame without a mask",
                new Expected(socket -> socket.write(new byte[] {(byte) 0x81, 0x02, '{', '}'}), BROKEN));
        attacks.put("JSON 30,000 deep", new Expected(socket -> socket.text("{\"op\":".repeat(9_000)), Set.of(0)));
        attacks.put("brackets 60,000 deep", new Expected(socket -> socket.text("[".repeat(60_000)), Set.of(0)));
        attacks.put(
                "a number of 60,000 digits",
                new Expected(socket -> socket.text("{\"op\":\"read\",\"seq\":" + "9".repeat(60_000) + "}"), Set.of(0)));
        attacks.put("no JSON", new Expected(socket -> socket.text("hello?"), Set.of(0)));
        return attacks;
    }

    private static void fragments(RawSocket socket) throws IOException {
        socket.frame(RawSocket.TEXT, false, 0, new byte[1_000]);
        for (var fragment = 0; fragment < 70; fragment++) {
            socket.frame(RawSocket.CONTINUATION, false, 0, new byte[1_000]);
        }
    }

    private static void attack(Scene scene, Person person, int port, String name, Expected expected) {
        try (var socket = RawSocket.connect(port, 0)) {
            var status = socket.handshake("/ws/v1", Map.of("Authorization", "Bearer " + person.access()));
            scene.expect(status == 101, "%s: the handshake was answered %d", name, status);
            try {
                expected.attack().on(socket);
            } catch (IOException cutWhileWriting) {
                // The code is what counts, and it may have come before.
            }
            var code = socket.awaitClose(expected.answers().contains(0) ? STAYS : CLOSES);
            scene.expect(expected.answers().contains(code), "%s was answered with %d", name, code);
        }
    }
}
