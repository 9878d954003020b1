package chat.parley.deploy.fault.row;

import chat.parley.deploy.Console;
import chat.parley.deploy.Service;
import chat.parley.deploy.fault.check.Check;
import chat.parley.deploy.fault.check.Checker;
import chat.parley.deploy.fault.check.Findings;
import chat.parley.deploy.fault.check.Level;
import chat.parley.deploy.fault.check.Observations;
import chat.parley.deploy.fault.check.Observations.Reader;
import chat.parley.deploy.fault.history.Entry;
import chat.parley.deploy.fault.history.Message;
import chat.parley.deploy.fault.lab.Gauges;
import chat.parley.deploy.fault.lab.Laboratory;
import chat.parley.deploy.fault.load.Cohort;
import chat.parley.deploy.fault.load.Device;
import chat.parley.deploy.fault.load.Load;
import chat.parley.deploy.fault.load.Node;
import chat.parley.deploy.fault.load.Person;
import chat.parley.deploy.fault.load.Renewals;
import chat.parley.deploy.fault.report.Latencies;
import chat.parley.deploy.fault.report.RowResult;
import chat.parley.deploy.fault.report.Tally;
import chat.parley.deploy.fault.report.TimeLine;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** Runs one row: people come, chat calmly, chat through the fault, and are asked afterwards what they have seen. */
public final class RowRun {

    private static final Duration ARRIVAL = Duration.ofSeconds(60);
    private static final Duration CALM = Duration.ofSeconds(5);
    private static final Duration SHORT_CALM = Duration.ofSeconds(2);
    private static final Duration AFTERWARDS = Duration.ofSeconds(3);
    private static final Duration RENEWING = Duration.ofSeconds(10);
    private static final Duration SETTLING = Duration.ofSeconds(90);
    /** After healing, a device has everything within this. */
    private static final Duration CONVERGENCE = Duration.ofSeconds(5);

    private static final Duration BASE_LINE = Duration.ofSeconds(30);
    private static final Duration READY = Duration.ofSeconds(120);
    /** Longer than a healthy send takes. */
    private static final Duration STALE = Duration.ofSeconds(2);

    private final Row row;
    private final Laboratory laboratory;
    private final Extent extent;
    private final long seed;
    private final Console console;
    private final Findings findings = new Findings();

    public RowRun(Row row, Laboratory laboratory, Extent extent, long seed, Console console) {
        this.row = row;
        this.laboratory = laboratory;
        this.extent = extent;
        this.seed = seed;
        this.console = console;
    }

    public RowResult run() throws Exception {
        var random = new Random(seed * 31 + row.number());
        laboratory.awaitAllReady(READY);
        try (var cohort = Cohort.signUp(laboratory.edge(), nodes(), random)) {
            var scene = new Scene(laboratory, cohort, random, extent, findings, console);
            return run(scene, cohort, random);
        }
    }

    private List<Node> nodes() {
        return laboratory.gateways().stream()
                .map(gateway -> new Node(gateway, laboratory.port(gateway)))
                .toList();
    }

    private RowResult run(Scene scene, Cohort cohort, Random random) throws Exception {
        cohort.connect();
        scene.expect(scene.await(ARRIVAL, cohort::allThere), "not everybody had a socket before the fault");
        warmUp(scene, cohort, random);
        var before = Gauges.read(laboratory);

        var began = System.nanoTime();
        var load = Load.start(cohort, extent.perSecond(), random.nextLong());
        Duration healed;
        long hurtAt;
        try (load) {
            scene.pause(extent.full() ? CALM : SHORT_CALM);
            hurtAt = System.nanoTime();
            row.hurt(scene);
            scene.mark("over");
            healed = healing(scene, cohort);
            scene.pause(extent.full() ? AFTERWARDS : SHORT_CALM);
        }
        settle(scene, cohort);
        judge(scene, cohort.renewals());
        var ended = System.nanoTime();

        laboratory.awaitAllReady(READY);
        var levels = backAtBaseLine(before, cohort.devices().size());
        Checker.check(observations(cohort, levels), findings);
        refusals(cohort);
        return new RowResult(
                row,
                seed,
                findings,
                Duration.ofNanos(ended - began),
                healed,
                Tally.of(cohort.logs()),
                Latencies.ofAcks(cohort.logs(), began, hurtAt),
                Latencies.ofAcks(cohort.logs(), began, ended),
                TimeLine.of(cohort.logs(), began, ended),
                scene.marks().stream()
                        .map(mark -> new Mark((mark.at() - began) / 1_000_000, mark.what()))
                        .toList(),
                levels,
                scene.notes());
    }

    /** A base line taken from processes that have never worked would say little. */
    private void warmUp(Scene scene, Cohort cohort, Random random) throws InterruptedException {
        try (var _ = Load.start(cohort, extent.perSecond(), random.nextLong())) {
            scene.pause(extent.full() ? CALM : SHORT_CALM);
        }
        scene.expect(scene.await(SETTLING, cohort::allSettled), "sends without an answer before the fault");
        scene.await(BASE_LINE, this::nothingPending);
    }

    private boolean nothingPending() {
        try {
            return Gauges.read(laboratory).values().getOrDefault("pending entries", 0L) == 0;
        } catch (SQLException notYet) {
            return false;
        }
    }

    /** Everybody has a socket, every conversation moves, and nothing waits for long. */
    private Duration healing(Scene scene, Cohort cohort) throws InterruptedException {
        var over = System.nanoTime();
        var heard = new HashMap<UUID, Long>();
        cohort.conversations().forEach(conversation -> heard.put(conversation, highest(cohort, conversation)));
        if (scene.await(
                row.healsWithin().plus(SETTLING),
                () -> cohort.allThere() && allHear(cohort, heard) && nobodyWaits(cohort))) {
            var healed = Duration.ofNanos(System.nanoTime() - over);
            scene.mark("healed");
            scene.expectQuick(
                    Check.HEALS_IN_TIME,
                    healed.compareTo(row.healsWithin()) <= 0,
                    "healed after %.1f s, the bound is %d s",
                    healed.toMillis() / 1000.0,
                    row.healsWithin().toSeconds());
            return healed;
        }
        findings.add(
                Check.HEALS_IN_TIME,
                "not healed: %d of %d devices are there, %d conversations are still silent, %d devices wait for answers",
                cohort.devices().stream().filter(Device::isThere).count(),
                cohort.devices().size(),
                heard.entrySet().stream()
                        .filter(entry -> !hears(cohort, entry.getKey(), entry.getValue()))
                        .count(),
                cohort.devices().stream()
                        .filter(device -> device.waitsLongerThan(STALE))
                        .count());
        return null;
    }

    private static long highest(Cohort cohort, UUID conversation) {
        return cohort.devicesOf(conversation).stream()
                .mapToLong(device -> device.highest(conversation))
                .max()
                .orElse(0);
    }

    private static boolean allHear(Cohort cohort, Map<UUID, Long> heard) {
        return heard.entrySet().stream().allMatch(entry -> hears(cohort, entry.getKey(), entry.getValue()));
    }

    private static boolean hears(Cohort cohort, UUID conversation, long before) {
        return cohort.devicesOf(conversation).stream().allMatch(device -> device.highest(conversation) > before);
    }

    private static boolean nobodyWaits(Cohort cohort) {
        return cohort.devices().stream().noneMatch(device -> device.waitsLongerThan(STALE));
    }

    /** All is answered; then one last message in each conversation, which shows what was passed over before it. */
    private void settle(Scene scene, Cohort cohort) throws InterruptedException {
        scene.await(SETTLING, cohort::allSettled);
        var last = new HashMap<UUID, Long>();
        for (var conversation : cohort.conversations()) {
            last.put(conversation, highest(cohort, conversation));
            cohort.devicesOf(conversation).getFirst().sendOrKeep(conversation, "last words");
        }
        var began = System.nanoTime();
        scene.await(SETTLING, () -> cohort.allSettled() && allHear(cohort, last));
        var took = Duration.ofNanos(System.nanoTime() - began);
        scene.expectQuick(
                Check.HEALS_IN_TIME,
                took.compareTo(CONVERGENCE) <= 0,
                "the last words took %d ms to reach everybody",
                took.toMillis());
    }

    /** Nobody loses a login, and who could not renew it while something was broken can now. */
    private void judge(Scene scene, Renewals renewals) throws InterruptedException {
        scene.expect(scene.await(RENEWING, () -> !renewals.anyIsFailing()), "tokens cannot be renewed");
        renewals.refusals().forEach(refusal -> findings.add(Check.AS_EXPECTED, "%s", refusal));
        if (renewals.renewed() + renewals.loggedInAgain() > 0) {
            scene.note(
                    "%d pairs of tokens were renewed, %d times after a new login",
                    renewals.renewed() + renewals.loggedInAgain(), renewals.loggedInAgain());
        }
    }

    /** What is to be published, marked and closed takes its time; what leaks stays. */
    private List<Level> backAtBaseLine(Gauges before, long sockets) throws Exception {
        var deadline = System.nanoTime() + BASE_LINE.toNanos();
        var levels = before.until(Gauges.read(laboratory), sockets);
        while (levels.stream().anyMatch(level -> !level.isBack()) && System.nanoTime() < deadline) {
            Thread.sleep(1_000);
            levels = before.until(Gauges.read(laboratory), sockets);
        }
        return levels;
    }

    private Observations observations(Cohort cohort, List<Level> levels) throws SQLException, IOException {
        var database = laboratory.database(Service.MESSAGE);
        var histories = new HashMap<Reader, List<Message>>();
        for (var conversation : cohort.conversations()) {
            for (var person : membersOf(cohort, conversation)) {
                histories.put(
                        new Reader(person.id(), conversation), cohort.api().history(person, conversation));
            }
        }
        return new Observations(
                cohort.members(),
                cohort.logs(),
                database.messages(cohort.conversations()),
                database.lastSeqs(cohort.conversations()),
                histories,
                levels);
    }

    /** Whatever goes wrong, nothing is wrong with what was sent. */
    private void refusals(Cohort cohort) {
        for (var log : cohort.logs()) {
            for (var entry : log.entries()) {
                if (entry instanceof Entry.Refused refused && !refused.retryable()) {
                    findings.add(Check.AS_EXPECTED, "%s was refused for good: %s", log.device(), refused);
                }
            }
        }
    }

    private static List<Person> membersOf(Cohort cohort, UUID conversation) {
        return cohort.people().stream()
                .filter(person -> cohort.members().get(conversation).contains(person.id()))
                .toList();
    }
}
