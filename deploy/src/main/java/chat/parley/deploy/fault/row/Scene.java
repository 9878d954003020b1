package chat.parley.deploy.fault.row;

import chat.parley.deploy.Console;
import chat.parley.deploy.fault.check.Check;
import chat.parley.deploy.fault.check.Findings;
import chat.parley.deploy.fault.lab.Laboratory;
import chat.parley.deploy.fault.load.Cohort;
import chat.parley.deploy.fault.load.Device;
import chat.parley.deploy.fault.load.Node;
import chat.parley.deploy.fault.load.Person;
import chat.parley.deploy.fault.report.Latencies;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/** A row under way: the stack, the people who chat on it, and what has been seen so far. */
public final class Scene {

    private static final long LOOK_MILLIS = 20;

    private final Laboratory laboratory;
    private final Cohort cohort;
    private final Random random;
    private final Extent extent;
    private final Findings findings;
    private final Console console;
    private final List<Mark> marks = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    Scene(Laboratory laboratory, Cohort cohort, Random random, Extent extent, Findings findings, Console console) {
        this.laboratory = laboratory;
        this.cohort = cohort;
        this.random = random;
        this.extent = extent;
        this.findings = findings;
        this.console = console;
    }

    public Laboratory laboratory() {
        return laboratory;
    }

    public Cohort cohort() {
        return cohort;
    }

    public Random random() {
        return random;
    }

    public int times(int inFull) {
        return extent.times(inFull);
    }

    public Duration lasting(Duration inFull) {
        return extent.lasting(inFull);
    }

    public Duration randomFor() {
        return extent.random();
    }

    public <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    public List<Node> nodes() {
        return laboratory.gateways().stream()
                .map(gateway -> new Node(gateway, laboratory.port(gateway)))
                .toList();
    }

    /** For the time line. */
    public synchronized void mark(String what, Object... arguments) {
        var mark = new Mark(System.nanoTime(), what.formatted(arguments));
        marks.add(mark);
        console.say("      %s", mark.what());
    }

    public synchronized List<Mark> marks() {
        return List.copyOf(marks);
    }

    /** A figure or a reservation that belongs into the report. */
    public synchronized void note(String what, Object... arguments) {
        notes.add(what.formatted(arguments));
    }

    public synchronized List<String> notes() {
        return List.copyOf(notes);
    }

    public void expect(boolean holds, String otherwise, Object... arguments) {
        if (!holds) {
            findings.add(Check.AS_EXPECTED, otherwise, arguments);
        }
    }

    /**
     * A figure that a machine busy with other things cannot be blamed for: judged only when the whole row is run, else
     * noted.
     */
    public void expectQuick(Check check, boolean holds, String otherwise, Object... arguments) {
        if (!holds && extent.full()) {
            findings.add(check, otherwise, arguments);
        } else if (!holds) {
            note(otherwise, arguments);
        }
    }

    /** The fault goes on for so long. */
    public void pause(Duration duration) throws InterruptedException {
        Thread.sleep(duration);
    }

    /** @return whether it came true in time */
    public boolean await(Duration patience, BooleanSupplier condition) throws InterruptedException {
        var deadline = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Thread.sleep(LOOK_MILLIS);
        }
        return true;
    }

    /** Somebody new, in no conversation of the load. */
    public Person stranger() throws java.io.IOException {
        return cohort.api().signUp("x" + Long.toString(System.nanoTime(), 36));
    }

    /** Whether a message that is said now reaches everybody in the conversation in time. */
    public boolean flows(UUID conversation, Duration patience) throws InterruptedException {
        var devices = cohort.devicesOf(conversation);
        var before = devices.stream()
                .mapToLong(device -> device.highest(conversation))
                .max()
                .orElse(0);
        devices.stream()
                .filter(Device::isThere)
                .findFirst()
                .ifPresent(device -> device.sendOrKeep(conversation, "flows?"));
        return await(patience, () -> devices.stream().allMatch(device -> device.highest(conversation) > before));
    }

    /** What the clients have left behind is collected now, and not in the middle of what is timed. */
    void collect() {
        System.gc();
    }

    /** From the answers that came within the last so long. */
    public Latencies ackLatencies(Duration window) {
        var now = System.nanoTime();
        return ackLatencies(now - window.toNanos(), now);
    }

    /** From the answers that came between two moments ({@link System#nanoTime}). */
    Latencies ackLatencies(long from, long to) {
        return Latencies.ofAcks(cohort.logs(), from, to);
    }
}
