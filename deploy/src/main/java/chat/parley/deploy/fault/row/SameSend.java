package chat.parley.deploy.fault.row;

import chat.parley.deploy.fault.history.Entry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

final class SameSend extends Row {

    private static final Duration ANSWERED = Duration.ofSeconds(30);

    SameSend() {
        super(
                14,
                "the same send ten times at once",
                "five sockets on two nodes and five requests, under one client_id",
                "one message, ten equal answers",
                Duration.ofSeconds(5));
    }

    @Override
    protected void hurt(Scene scene) throws Exception {
        var ids = new ArrayList<UUID>();
        for (var round = 0; round < scene.times(200); round++) {
            var person = scene.oneOf(scene.cohort().people());
            var conversation = scene.oneOf(scene.cohort().conversationsOf(person));
            var devices = scene.cohort().devicesOf(person);
            var clientId = UUID.randomUUID();
            ids.add(clientId);
            for (var device : devices) {
                device.sendAs(clientId, conversation, "the same " + round);
                device.sendOverHttpAs(clientId, conversation, "the same " + round);
            }
            scene.pause(Duration.ofMillis(50));
        }
        scene.mark("%d sends, each ten times", ids.size());
        scene.expect(
                scene.await(ANSWERED, () -> answers(scene, ids) == 10L * ids.size()),
                "%d answers to %d sends",
                answers(scene, ids),
                ids.size());
    }

    private static long answers(Scene scene, List<UUID> ids) {
        return scene.cohort().logs().stream()
                .flatMap(log -> log.entries().stream())
                .filter(entry -> entry instanceof Entry.Acked acked && ids.contains(acked.clientId()))
                .count();
    }
}
