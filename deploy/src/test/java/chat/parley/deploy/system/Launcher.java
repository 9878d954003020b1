package chat.parley.deploy.system;

import static org.awaitility.Awaitility.await;

import chat.parley.deploy.FreePorts;
import chat.parley.deploy.Main;
import chat.parley.deploy.client.Api;
import chat.parley.deploy.client.Trace;
import chat.parley.deploy.process.RunDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The launcher as {@code ./parley} starts it, in a process of its own. */
final class Launcher {

    /** Its bit among a process's signals, see proc(5). */
    private static final long SIGINT = 1 << 1;

    private final Path home;
    private final Path output;
    private final int port;
    private Process process;

    private Launcher(Path home, Path output, int port) {
        this.home = home;
        this.output = output;
        this.port = port;
    }

    static Launcher of(String name) throws IOException {
        var home = RunningStack.newHome(name);
        return new Launcher(home, home.resolve("output"), FreePorts.stack().edge());
    }

    /** Another one for the same stack. */
    Launcher beside() {
        return new Launcher(home, home.resolve("second-output"), port);
    }

    int port() {
        return port;
    }

    Path home() {
        return home;
    }

    Api api() {
        return new Api(URI.create("http://127.0.0.1:" + port), Trace.SILENT);
    }

    void run(String command) {
        run(command, Map.of());
    }

    void run(String command, Map<String, String> environment) {
        try {
            var builder =
                    new ProcessBuilder(line(command)).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().put("PARLEY_ROOT", RunningStack.checkout().toString());
            builder.environment().put("PARLEY_HOME", home.toString());
            builder.environment().put("PARLEY_PORT", Integer.toString(port));
            builder.environment().putAll(environment);
            process = builder.start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static List<String> line(String command) throws IOException {
        var line = new ArrayList<String>();
        if (isDeafToInterrupts()) {
            line.addAll(List.of("env", "--default-signal=INT"));
        }
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.add("-cp");
        line.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        line.add(Main.class.getName());
        line.add(command);
        return line;
    }

    /** Whether we ignore SIGINT, as a shell's background jobs do, and with them whatever they start. */
    private static boolean isDeafToInterrupts() throws IOException {
        var status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return false;
        }
        try (var lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("SigIgn:"))
                    .map(line -> line.substring("SigIgn:".length()).strip())
                    .anyMatch(ignored -> (Long.parseUnsignedLong(ignored, 16) & SIGINT) != 0);
        }
    }

    void awaitReady() {
        await().atMost(Duration.ofSeconds(300)).until(() -> output().contains("Parley is ready") || !process.isAlive());
        if (!process.isAlive()) {
            throw new AssertionError(output());
        }
    }

    /** Everything the launcher started, while it is alive. */
    List<ProcessHandle> processes() {
        return new RunDirectory(home.resolve("run"))
                .processes().stream()
                        .flatMap(record -> record.process().stream())
                        .toList();
    }

    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("sh", "-c", "kill -" + name + " " + process.pid())
                .start()
                .waitFor();
    }

    int awaitExit() throws InterruptedException {
        if (!process.waitFor(180, TimeUnit.SECONDS)) {
            throw new AssertionError("still running: " + output());
        }
        return process.exitValue();
    }

    String output() {
        try {
            return Files.readString(output);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** For the end of a test that has failed before it stopped the stack itself. */
    void stop() throws InterruptedException {
        if (process != null && process.isAlive()) {
            process.destroy();
            awaitExit();
        }
        processes().forEach(ProcessHandle::destroyForcibly);
    }
}
