package chat.parley.message.message;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.common.testing.Backing;
import chat.parley.common.testing.Patience;
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
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A page of history, and a send, cost what they name: PostgreSQL finds it by its key, however many messages there are. */
@QuarkusTest
@QuarkusTestResource(Backing.class)
@QuarkusTestResource(Neighbour.class)
class PlanTest {

    private static final Duration PATIENCE = Patience.LIMIT;
    private static final int CONVERSATIONS = 40;
    private static final int MESSAGES = 1_000;
    private static final int PAGE = 50;
    /** So many plans for the values at hand PostgreSQL makes before it compares them with one for all values. */
    private static final int TRIES = 5;

    @Inject
    Pool pool;

    @Test
    void aPageIsReadByItsKeyAlone() {
        var conversation = fill();

        var plan = plan(Messages.RANGE, Tuple.of(conversation, 400L, 400L + PAGE - 1));

        var reads = visited(plan).stream()
                .filter(node -> node.containsKey("Index Name"))
                .toList();
        assertThat(reads.stream().map(node -> node.getString("Index Name")).distinct())
                .as("the key of the one partition that has the conversation")
                .singleElement()
                .asString()
                .matches("message_\\d+_pkey");
        assertThat(reads.stream().mapToLong(PlanTest::rows).sum())
                .as("rows read: each of the page, and the time of the one before it")
                .isEqualTo(2L * PAGE);
        assertThat(blocks(plan.getJsonObject("Plan")))
                .as("pages of the database")
                .isLessThan(12L * PAGE);
    }

    @Test
    void whatANewMessageIsComparedWithIsFoundByItsKey() {
        var conversation = fill();
        var keys = IntStream.range(0, 100).mapToObj(_ -> conversation).toArray(UUID[]::new);
        var seqs = LongStream.rangeClosed(1, 100).boxed().toArray(Long[]::new);
        var unused = Stream.generate(UUID::randomUUID).limit(100).toArray(UUID[]::new);

        assertThat(visited(plan(SentMessages.FIND, Tuple.of(keys, unused))))
                .extracting(node -> node.getString("Index Name"))
                .allMatch(index -> index == null || index.matches("sent_\\d+_pkey"));
        assertThat(visited(plan(Messages.FIND, Tuple.of(keys, seqs))))
                .extracting(node -> node.getString("Index Name"))
                .allMatch(index -> index == null || index.matches("message_\\d+_pkey"));
    }

    @Test
    void howTheTwoOfAConversationStandIsFoundByItsKey() {
        pool.query("""
                        INSERT INTO friendship_link
                        SELECT gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), false, true, false, 1
                        FROM generate_series(1, 40000)""").execute().await().atMost(PATIENCE);
        pool.query("INSERT INTO block SELECT gen_random_uuid(), user_low, true, 1 FROM friendship_link")
                .execute()
                .await()
                .atMost(PATIENCE);
        TableOwner.execute("ANALYZE friendship_link");
        TableOwner.execute("ANALYZE block");
        var unknown = Stream.generate(UUID::randomUUID).limit(100).toArray(UUID[]::new);

        assertThat(visited(plan(Relations.FIND, Tuple.of(unknown))))
                .extracting(node -> node.getString("Index Name"))
                .allMatch(index -> index == null || index.matches("friendship_link_conversation|block_pk"));
    }

    @Test
    void whatEachSendAsksIsPlannedOnce() {
        var one = new UUID[] {UUID.randomUUID()};

        assertThat(plannedAnew(SentMessages.FIND, Tuple.of(one, one))).isLessThanOrEqualTo(TRIES);
        assertThat(plannedAnew(Relations.FIND, Tuple.of(one))).isLessThanOrEqualTo(TRIES);
    }

    /** How many executions, of at least twice {@link #TRIES} on a connection, had a plan of their own. */
    private long plannedAnew(String sql, Tuple values) {
        return pool.withConnection(connection -> connection
                        .preparedQuery(sql)
                        .execute(values)
                        .repeat()
                        .atMost(2 * TRIES)
                        .collect()
                        .last()
                        .chain(() -> connection
                                .preparedQuery("SELECT custom_plans FROM pg_prepared_statements WHERE statement = $1")
                                .execute(Tuple.of(sql))))
                .map(rows -> rows.iterator().next().getLong("custom_plans"))
                .await()
                .atMost(PATIENCE);
    }

    /** What is run of the plan, none of which reads a table whole. */
    private static List<JsonObject> visited(JsonObject plan) {
        var visited = nodes(plan.getJsonObject("Plan")).stream()
                .filter(PlanTest::isVisited)
                .toList();
        assertThat(visited)
                .extracting(node -> node.getString("Node Type"))
                .as(plan.encodePrettily())
                .doesNotContain("Seq Scan", "Hash Join", "Merge Join");
        return visited;
    }

    private JsonObject plan(String sql, Tuple values) {
        var rows = pool.preparedQuery("EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) " + sql)
                .execute(values)
                .await()
                .atMost(PATIENCE);
        return ((JsonArray) rows.iterator().next().getValue(0)).getJsonObject(0);
    }

    /** One of many conversations with many messages each, from as many senders, so that no partition is small. */
    private UUID fill() {
        pool.query("""
                        INSERT INTO message (conversation_id, seq, id, client_id, sender_id, sender_name, body, created_at)
                        SELECT c.id, s, uuidv7(), gen_random_uuid(), c.id, 'ada', repeat('x', 100), now() + s * interval '1 ms'
                        FROM (SELECT gen_random_uuid() AS id FROM generate_series(1, %d)) AS c
                        CROSS JOIN generate_series(1, %d) AS s""".formatted(CONVERSATIONS, MESSAGES)).execute().await().atMost(PATIENCE);
        pool.query("""
                        INSERT INTO sent (sender_id, client_id, conversation_id, seq, digest)
                        SELECT gen_random_uuid(), client_id, conversation_id, seq, id FROM message""").execute().await().atMost(PATIENCE);
        TableOwner.execute("ANALYZE message");
        TableOwner.execute("ANALYZE sent");
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
