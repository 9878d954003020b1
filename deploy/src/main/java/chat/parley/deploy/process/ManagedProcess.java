package chat.parley.deploy.process;

import chat.parley.deploy.CannotRun;
import chat.parley.deploy.Console;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Keeps one program running until it is told to stop. The first start must succeed, because then something is wrong with
 * the stack; after that the program is started again however it ends.
 */
public final class ManagedProcess {

    private static final Duration LOOK_EVERY = Duration.ofMillis(50);
    private static final Duration FIRST_START = Duration.ofSeconds(120);

    private final Part part;
    private final RunDirectory run;
    private final Path log;
    private final Console console;
    private final Backoff backoff = new Backoff();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CompletableFuture<Duration> firstReady = new CompletableFuture<>();
    private Process process;

    public ManagedProcess(Part part, RunDirectory run, Path log, Console console) {
        this.part = part;
        this.run = run;
        this.log = log;
        this.console = console;
    }

    public String name() {
        return part.name();
    }

    public int port() {
        return part.port();
    }

    public boolean ready() {
        return part.probe().ready();
    }

    /** The process of this moment. */
    public synchronized ProcessHandle process() {
        return process.toHandle();
    }

    /** @return completes with the time it took to become ready, or fails with {@link CannotRun} */
    public CompletableFuture<Duration> start() {
        keepLastLog();
        Thread.ofVirtual().name("watch-" + part.name()).start(this::keepRunning);
        return firstReady;
    }

    /** A log is of one run; that of the run before lies beside it. */
    private void keepLastLog() {
        try {
            if (Files.exists(log)) {
                Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Returns when the program is gone: by itself within the grace, else by force. */
    public void stop(Duration grace) {
        var last = beginStopping();
        if (last != null) {
            Signals.end(last.toHandle(), part.endSignal(), grace);
            run.forget(part.name());
        }
    }

    private synchronized Process beginStopping() {
        stopping.countDown();
        firstReady.cancel(false);
        return process;
    }

    private void keepRunning() {
        try {
            while (launch()) {
                var began = System.nanoTime();
                awaitReady(began);
                var code = process.waitFor();
                if (isStopping() || failedFirst(code)) {
                    return;
                }
                pauseAfter(code, Duration.ofNanos(System.nanoTime() - began));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failure) {
            firstReady.completeExceptionally(failure);
        }
    }

    private synchronized boolean launch() {
        if (isStopping()) {
            return false;
        }
        var builder = new ProcessBuilder(Detached.command(part.command()))
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(part.environment());
        try {
            process = builder.start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        run.remember(RunRecord.of(part, process.toHandle()));
        return true;
    }

    private void awaitReady(long began) throws InterruptedException {
        while (process.isAlive() && !stopping.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
            var took = Duration.ofNanos(System.nanoTime() - began);
            if (part.probe().ready()) {
                Share.set(process.toHandle(), part.niceness());
                sayReady(took);
                return;
            }
            if (took.compareTo(FIRST_START) > 0) {
                firstReady.completeExceptionally(CannotRun.because(
                        "%s is not ready after %d s; see %s.", part.name(), FIRST_START.toSeconds(), log));
            }
        }
    }

    private void sayReady(Duration took) {
        if (!firstReady.complete(took)) {
            console.say("%s is ready again.", part.name());
        }
    }

    private boolean failedFirst(int code) {
        return firstReady.completeExceptionally(
                CannotRun.because("%s ended with code %d before it was ready; see %s.", part.name(), code, log));
    }

    private void pauseAfter(int code, Duration lived) throws InterruptedException {
        var pause = backoff.after(lived);
        console.say("%s ended with code %d; starting it again in %d ms.", part.name(), code, pause.toMillis());
        if (stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
            firstReady.cancel(false);
        }
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }
}
