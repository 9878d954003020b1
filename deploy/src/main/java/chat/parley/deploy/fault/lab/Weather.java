package chat.parley.deploy.fault.lab;

import chat.parley.deploy.fault.report.Latencies;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * What the machine by itself was like, which others may share: how long a flush to its disk takes, and how much of a processor a
 * piece of work that is always the same. Looked at ten times a second; it decides nothing, and is for the reader of a report.
 */
public final class Weather implements AutoCloseable {

    private static final long EVERY_NANOS = Duration.ofMillis(100).toNanos();
    /** A page of PostgreSQL's write-ahead log, the least that a commit writes. */
    private static final int FLUSHED_BYTES = 8 * 1024;
    /** Short, so that it is no load: 0.2 ms or so. */
    private static final int STEPS = 100_000;

    private final FileChannel file;
    private final Queue<Look> looks = new ConcurrentLinkedQueue<>();
    private final Thread thread;
    private volatile boolean over;
    private long worked = 1;

    private Weather(FileChannel file) {
        this.file = file;
        this.thread = Thread.ofPlatform().daemon().name("weather").start(this::look);
    }

    /** @param directory on the disk that is looked at */
    public static Weather at(Path directory) throws IOException {
        return new Weather(FileChannel.open(
                directory.resolve("weather"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE));
    }

    /** Of 8 KiB each, from when they were due, as whoever waits for a commit counts; between two {@link System#nanoTime}. */
    public Latencies flushes(long from, long to) {
        return Latencies.of(
                between(from, to).mapToDouble(look -> look.flush() / 1e6).toArray());
    }

    /** Processor time of the same piece of work, on average; between two {@link System#nanoTime}. */
    public Duration work(long from, long to) {
        return Duration.ofNanos(
                (long) between(from, to).mapToLong(Look::work).average().orElse(0));
    }

    private Stream<Look> between(long from, long to) {
        return looks.stream().filter(look -> look.due() >= from && look.due() <= to);
    }

    private void look() {
        try (file) {
            for (var due = System.nanoTime(); !over; due += EVERY_NANOS) {
                LockSupport.parkNanos(due - System.nanoTime());
                flush();
                var flushed = System.nanoTime();
                looks.add(new Look(due, flushed - due, work()));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void flush() throws IOException {
        file.write(ByteBuffer.allocate(FLUSHED_BYTES), 0);
        file.force(false);
    }

    private long work() {
        var threads = ManagementFactory.getThreadMXBean();
        var began = threads.getCurrentThreadCpuTime();
        for (var step = 0; step < STEPS; step++) {
            worked ^= worked << 13;
            worked ^= worked >>> 7;
            worked ^= worked << 17;
        }
        return threads.getCurrentThreadCpuTime() - began;
    }

    @Override
    public void close() {
        over = true;
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Nanoseconds. */
    private record Look(long due, long flush, long work) {}
}
