package chat.parley.deploy.bench.scenario;

import chat.parley.deploy.Service;
import chat.parley.deploy.bench.Site;
import chat.parley.deploy.bench.load.People;
import chat.parley.deploy.bench.report.Figure;
import chat.parley.deploy.fault.load.Person;
import chat.parley.deploy.fault.load.V1Api;
import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.HdrHistogram.Histogram;

/** How long a page of history takes among few messages and among many. The messages are put into the tables directly. */
final class History implements Scenario {

    private static final int PER_CONVERSATION = 1_000;

    /** Of the one who reads: all of the few messages, and a part of the many. */
    private static final int OWN = 100;

    private static final int AT_ONCE = 100;
    private static final int PAGES = 1_000;
    private static final int PAGE = 50;
    private static final int DIGITS = 3;

    private final Random random = new Random(20_261_121);

    @Override
    public String name() {
        return "history";
    }

    @Override
    public String what() {
        return "pages of %d messages, at random in %d conversations".formatted(PAGE, OWN);
    }

    @Override
    public List<Figure> run(Site site) throws Exception {
        var reader = People.signUp(site, 1).all().getFirst();
        var node = site.nodes(Service.MESSAGE).getFirst();
        var figures = new ArrayList<Figure>();
        try (var api = new V1Api(URI.create("http://127.0.0.1:" + node.port()));
                var database = site.connect(Service.MESSAGE)) {
            execute(database, "SET statement_timeout = 0");
            var own = fillOwn(database, reader.id());
            figures.addAll(figures(OWN * PER_CONVERSATION, database, api, reader, own));
            for (var conversations = OWN; conversations < site.options().messages() / PER_CONVERSATION; ) {
                fillOthers(database);
                conversations += AT_ONCE;
            }
            figures.addAll(figures(site.options().messages(), database, api, reader, own));
        }
        return figures;
    }

    private List<Figure> figures(int messages, Connection database, V1Api api, Person reader, List<UUID> own)
            throws IOException, SQLException {
        execute(database, "ANALYZE message");
        pages(api, reader, own);
        var took = pages(api, reader, own);
        var load = "among %,d messages".formatted(messages);
        return List.of(
                Figure.of(name(), load + ", p50", took.getValueAtPercentile(50) / 1e3, "ms"),
                Figure.of(name(), load + ", p99", took.getValueAtPercentile(99) / 1e3, "ms"));
    }

    /** In microseconds each. */
    private Histogram pages(V1Api api, Person reader, List<UUID> conversations) throws IOException {
        var took = new Histogram(DIGITS);
        for (var page = 0; page < PAGES; page++) {
            var path = "/api/v1/conversations/%s/messages?limit=%d&after=%d"
                    .formatted(
                            conversations.get(random.nextInt(conversations.size())),
                            PAGE,
                            random.nextInt(PER_CONVERSATION - PAGE));
            var asked = System.nanoTime();
            api.call("GET", path, reader.access(), null).expect(200);
            took.recordValue((System.nanoTime() - asked) / 1_000);
        }
        return took;
    }

    private static List<UUID> fillOwn(Connection database, UUID reader) throws SQLException {
        var conversations = new ArrayList<UUID>();
        try (var statement = database.prepareStatement("""
            INSERT INTO conversation (id, kind, user_low, user_high, last_seq, last_message_at)
            SELECT gen_random_uuid(), 'DIRECT', ?, gen_random_uuid(), ?, now() FROM generate_series(1, ?)
            RETURNING id\
            """)) {
            statement.setObject(1, reader);
            statement.setInt(2, PER_CONVERSATION);
            statement.setInt(3, OWN);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    conversations.add(rows.getObject(1, UUID.class));
                }
            }
        }
        execute(database, """
            INSERT INTO member (conversation_id, user_id)
            SELECT id, user_low FROM conversation WHERE kind = 'DIRECT'
            UNION ALL SELECT id, user_high FROM conversation WHERE kind = 'DIRECT'\
            """);
        fill(database, "SELECT id, user_high AS sender FROM conversation WHERE kind = 'DIRECT'");
        return conversations;
    }

    private static void fillOthers(Connection database) throws SQLException {
        fill(
                database,
                "SELECT gen_random_uuid() AS id, gen_random_uuid() AS sender FROM generate_series(1, " + AT_ONCE + ")");
    }

    private static void fill(Connection database, String conversations) throws SQLException {
        execute(database, """
            INSERT INTO message (conversation_id, seq, id, client_id, sender_id, sender_name, body, created_at)
            SELECT c.id, s, uuidv7(), gen_random_uuid(), c.sender, 'eve', repeat('x', 100), now() + s * interval '1 ms'
            FROM (%s) AS c CROSS JOIN generate_series(1, %d) AS s\
            """.formatted(conversations, PER_CONVERSATION));
    }

    private static void execute(Connection database, String command) throws SQLException {
        try (var statement = database.createStatement()) {
            statement.execute(command);
        }
    }
}
