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
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The launcher as {@code ./parley} starts it, in a process of its own. */
final class Launcher {

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
            var builder = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                            Main.class.getName(),
                            command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().put("PARLEY_ROOT", RunningStack.checkout().toString());
            builder.environment().put("PARLEY_HOME", home.toString());
            builder.environment().put("PARLEY_PORT", Integer.toString(port));
            builder.environment().putAll(environment);
            process = builder.start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    void awaitReady() {
        await().atMost(Duration.ofSeconds(180)).until(() -> output().contains("Parley is ready") || !process.isAlive());
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
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
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
