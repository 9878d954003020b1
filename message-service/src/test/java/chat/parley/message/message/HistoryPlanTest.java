package chat.parley.message.message;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.common.testing.Backing;
import chat.parley.common.testing.TableOwner;
import chat.parley.message.testing.Neighbour;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A page of history costs what is on it: PostgreSQL finds it by the key of one partition, however many messages there are. */
@QuarkusTest
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(Neighbour.class)
class HistoryPlanTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int CONVERSATIONS = 40;
    private static final int MESSAGES = 1_000;
    private static final int PAGE = 50;

    @Inject
    Pool pool;

    @Test
    void aPageIsReadByItsKeyAlone() {
        var conversation = fill();

        var plan = plan(conversation, 400, 400 + PAGE - 1);

        var visited = nodes(plan.getJsonObject("Plan")).stream()
                .filter(HistoryPlanTest::isVisited)
                .toList();
        var reads =
                visited.stream().filter(node -> node.containsKey("Index Name")).toList();
        assertThat(visited)
                .extracting(node -> node.getString("Node Type"))
                .as(plan.encodePrettily())
                .doesNotContain("Seq Scan", "Hash Join", "Merge Join");
        assertThat(reads.stream().map(node -> node.getString("Index Name")).distinct())
                .as("the key of the one partition that has the conversation")
                .singleElement()
                .asString()
                .matches("message_\\d+_pkey");
        assertThat(reads.stream().mapToLong(HistoryPlanTest::rows).sum())
                .as("rows read: each of the page, and the time of the one before it")
                .isEqualTo(2L * PAGE);
        assertThat(blocks(plan.getJsonObject("Plan")))
                .as("pages of the database")
                .isLessThan(12L * PAGE);
    }

    private JsonObject plan(UUID conversation, long from, long to) {
        var rows = pool.preparedQuery("EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) " + Messages.RANGE)
                .execute(Tuple.of(conversation, from, to))
                .await()
                .atMost(PATIENCE);
        return ((JsonArray) rows.iterator().next().getValue(0)).getJsonObject(0);
    }

    /** One of many conversations with many messages each. */
    private UUID fill() {
        pool.query("""
                        INSERT INTO message (conversation_id, seq, id, client_id, sender_id, sender_name, body, created_at)
                        SELECT c.id, s, uuidv7(), gen_random_uuid(), c.id, 'ada', repeat('x', 100), now() + s * interval '1 ms'
                        FROM (SELECT gen_random_uuid() AS id FROM generate_series(1, %d)) AS c
                        CROSS JOIN generate_series(1, %d) AS s""".formatted(CONVERSATIONS, MESSAGES)).execute().await().atMost(PATIENCE);
        TableOwner.execute("ANALYZE message");
        return pool.query("SELECT conversation_id FROM message WHERE seq = %d LIMIT 1".formatted(MESSAGES))
                .execute()
                .await()
                .atMost(PATIENCE)
                .iterator()
                .next()
                .getUUID(0);
    }

    private static List<JsonObject> nodes(JsonObject node) {
        var nodes = new ArrayList<JsonObject>();
        nodes.add(node);
        node.getJsonArray("Plans", new JsonArray()).forEach(below -> nodes.addAll(nodes((JsonObject) below)));
        return nodes;
    }

    /** How a partition that is left alone would be read says nothing, and for one that is empty it is any way. */
    private static boolean isVisited(JsonObject node) {
        return node.getLong("Actual Loops") > 0;
    }

    private static long rows(JsonObject node) {
        return Math.round(node.getDouble("Actual Rows") * node.getLong("Actual Loops"));
    }

    private static long blocks(JsonObject node) {
        return node.getLong("Shared Hit Blocks") + node.getLong("Shared Read Blocks");
    }
}
