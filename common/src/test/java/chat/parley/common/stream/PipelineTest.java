package chat.parley.common.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.parley.common.testing.Patience;
import chat.parley.common.testing.RedisCluster;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import io.vertx.redis.client.ProtocolVersion;
import io.vertx.redis.client.RedisClientType;
import io.vertx.redis.client.RedisOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Against a cluster; to a single Redis it is what every other test sends. */
class PipelineTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static RedisCluster cluster;
    private static Redis client;

    private final Pipeline pipeline = new Pipeline(client, "cluster");

    @BeforeAll
    static void startCluster() throws IOException {
        cluster = new RedisCluster();
        var options =
                new RedisOptions().setType(RedisClientType.CLUSTER).setPreferredProtocolVersion(ProtocolVersion.RESP2);
        List.of(cluster.url().split(",")).forEach(options::addConnectionString);
        client = Redis.createClient(VERTX, options);
    }

    @AfterAll
    static void stopCluster() throws IOException {
        client.close();
        VERTX.closeAndAwait();
        cluster.close();
    }

    @Test
    void answersComeInTheOrderOfTheRequestsFromWhateverNode() {
        var keys = IntStream.range(0, 200).mapToObj(i -> "place:" + i).toList();
        send(keys.stream()
                .map(key -> Request.cmd(Command.SET).arg(key).arg("at " + key))
                .toList());

        var answers =
                send(keys.stream().map(key -> Request.cmd(Command.GET).arg(key)).toList());

        assertThat(answers)
                .extracting(Response::toString)
                .containsExactlyElementsOf(keys.stream().map(key -> "at " + key).toList());
    }

    @Test
    void commandsAboutOneKeyAreExecutedInTheirOrder() {
        var requests = new ArrayList<Request>();
        for (int round = 0; round < 50; round++) {
            for (var key : List.of("first", "second", "third", "fourth")) {
                requests.add(Request.cmd(Command.RPUSH).arg("order:" + key).arg(round));
            }
        }

        send(requests);

        var list = send(List.of(
                        Request.cmd(Command.LRANGE).arg("order:third").arg(0).arg(-1)))
                .getFirst();
        assertThat(list).extracting(Response::toInteger).isSorted().hasSize(50);
    }

    @Test
    void whatIsNotThereIsNull() {
        var answers = send(List.of(
                Request.cmd(Command.GET).arg("nobody"),
                Request.cmd(Command.SET).arg("somebody").arg("here"),
                Request.cmd(Command.GET).arg("somebody")));

        assertThat(answers.getFirst()).isNull();
        assertThat(answers.getLast()).hasToString("here");
    }

    @Test
    void oneRefusalFailsTheWhole() {
        var requests = List.of(
                Request.cmd(Command.SET).arg("word").arg("abc"),
                Request.cmd(Command.INCR).arg("word"),
                Request.cmd(Command.SET).arg("another").arg("1"));

        assertThatThrownBy(() -> send(requests)).hasMessageContaining("not an integer");
    }

    @Test
    void entriesReachTheStreamsOfAllNodes() {
        var streams = new Streams(pipeline, client);
        var names = IntStream.range(0, 40).mapToObj(i -> "deliver.node" + i).toList();

        streams.appendAll(names.stream()
                        .map(name -> new Streams.Append(name, Map.of("for", name), false))
                        .toList())
                .await()
                .atMost(Patience.LIMIT);

        assertThat(names)
                .allSatisfy(name -> assertThat(streams.read(name, "0", 10, Duration.ofMillis(100)))
                        .singleElement()
                        .satisfies(entry -> assertThat(entry.fields()).containsEntry("for", name)));
    }

    private List<Response> send(List<Request> requests) {
        return pipeline.send(requests).await().atMost(Patience.LIMIT);
    }
}
