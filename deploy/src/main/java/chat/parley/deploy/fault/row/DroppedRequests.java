package chat.parley.deploy.fault.row;

import chat.parley.deploy.fault.lab.RawSocket;
import chat.parley.deploy.fault.load.Person;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Semaphore;

final class DroppedRequests extends Row {

    private static final int AT_ONCE = 50;

    DroppedRequests() {
        super(
                23,
                "requests dropped half way",
                "5000 times, at every point from the first byte to the answer",
                "the pools are idle again",
                Duration.ofSeconds(5));
    }

    @Override
    protected void hurt(Scene scene) throws Exception {
        var ports = scene.laboratory().messageServices().stream()
                .map(scene.laboratory()::port)
                .toList();
        var many = scene.times(5_000);
        var waiting = new Semaphore(AT_ONCE);
        for (var request = 0; request < many; request++) {
            waiting.acquire();
            var port = request % 3 == 2 ? scene.laboratory().edge().getPort() : ports.get(request % ports.size());
            var person = scene.oneOf(scene.cohort().people());
            var path = "/api/v1/conversations/"
                    + scene.cohort().conversationsOf(person).getFirst() + "/messages?limit=100";
            var part = scene.random().nextDouble(1.5);
            var pause = scene.random().nextInt(20);
            Thread.ofVirtual().start(() -> {
                drop(port, request(path, person), part, pause);
                waiting.release();
            });
        }
        waiting.acquire(AT_ONCE);
        scene.mark("%d requests were dropped", many);
    }

    private static byte[] request(String path, Person person) {
        return ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + person.access() + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** A third goes away while its answer is being made. */
    private static void drop(int port, byte[] request, double part, int pauseMillis) {
        try (var socket = RawSocket.connect(port, 0)) {
            socket.write(java.util.Arrays.copyOf(request, (int) Math.min(request.length, request.length * part)));
            Thread.sleep(pauseMillis);
        } catch (IOException refused) {
            // Dropped all the same.
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
