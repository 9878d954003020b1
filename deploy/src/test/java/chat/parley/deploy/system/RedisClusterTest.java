package chat.parley.deploy.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.parley.common.testing.RedisCluster;
import chat.parley.deploy.Console;
import chat.parley.deploy.FreePorts;
import chat.parley.deploy.Home;
import chat.parley.deploy.Service;
import chat.parley.deploy.Settings;
import chat.parley.deploy.Stack;
import chat.parley.deploy.client.Api;
import chat.parley.deploy.client.ChatSocket;
import chat.parley.deploy.client.Frames;
import chat.parley.deploy.client.Trace;
import chat.parley.deploy.demo.Demo;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The packaged services on a Redis Cluster, in which no two of our keys need be on one node. */
class RedisClusterTest {

    private static final String PASSWORD = "Correct-h0rse";
    private static RedisCluster cluster;
    private static Settings settings;
    private static Stack stack;

    @BeforeAll
    static void start() throws Exception {
        cluster = new RedisCluster();
        settings = new Settings(
                RunningStack.checkout(), new Home(RunningStack.newHome("redis-cluster")), FreePorts.stack(), 2, 2);
        var onCluster = Map.of("PARLEY_REDIS_URL", cluster.url(), "PARLEY_REDIS_TYPE", "cluster");
        stack = new Stack(settings, (_, _) -> onCluster, new Console(System.out));
        stack.start();
    }

    @AfterAll
    static void stop() throws Exception {
        stack.close();
        cluster.close();
    }

    @Test
    void twoNewUsersMeetAndChat() {
        new Demo(URI.create(settings.address()), new Console(System.out)).run();

        assertThat(cluster.sizes()).as("keys on each node").noneMatch(keys -> keys == 0);
    }

    @Test
    void everySocketOfBothGatewaysGetsEachMessageOnceAndInOrder() {
        var texts = IntStream.range(0, 200).mapToObj(i -> "message " + i).toList();
        try (var api = at(settings.address());
                var first = at(gateway(0));
                var second = at(gateway(1))) {
            var ada = api.signUp("ada", PASSWORD);
            var ben = api.signUp("ben", PASSWORD);
            var conversation = new Conversation(ada, ben, api.befriend(ada, ben));
            try (var sender = first.open(ada);
                    var reader = first.open(ben);
                    var readersOther = second.open(ben)) {
                texts.forEach(text -> sender.send(Frames.message(conversation.channel(), text)));

                for (var socket : List.of(sender, reader, readersOther)) {
                    await().atMost(Duration.ofSeconds(60)).until(() -> isThrough(conversation, socket, texts));
                    assertThat(conversation.said(socket.frames())).containsExactlyElementsOf(texts);
                }
            }
        }
    }

    private static boolean isThrough(Conversation conversation, ChatSocket socket, List<String> texts) {
        return conversation.said(socket.frames()).size() >= texts.size() || !socket.isOpen();
    }

    private static String gateway(int node) {
        return "http://127.0.0.1:" + settings.ports().of(Service.GATEWAY, node);
    }

    private static Api at(String address) {
        return new Api(URI.create(address), Trace.SILENT);
    }
}
