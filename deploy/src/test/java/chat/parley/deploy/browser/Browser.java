package chat.parley.deploy.browser;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A Chromium of this machine without a window, spoken to in its own protocol (Chrome DevTools Protocol). */
final class Browser implements AutoCloseable {

    private static final Pattern LISTENING = Pattern.compile("DevTools listening on ws://127\\.0\\.0\\.1:(\\d+)/.*");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final int port;

    private Browser(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** {@code -Dparley.browser}, or where a package manager puts it; empty when there is none. */
    static Optional<Path> installed() {
        return Stream.of(
                        System.getProperty("parley.browser", ""),
                        "/usr/bin/chromium",
                        "/usr/bin/chromium-browser",
                        "/usr/bin/google-chrome")
                .filter(name -> !name.isEmpty())
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    static Browser start(Path program, Path profile) throws IOException {
        var process = new ProcessBuilder(
                        program.toString(),
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--no-first-run",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new Browser(process, port(process));
    }

    /** What else it says goes on being read, since it would wait for that. */
    private static int port(Process process) throws IOException {
        var output = process.errorReader();
        for (var line = output.readLine(); line != null; line = output.readLine()) {
            var listening = LISTENING.matcher(line);
            if (listening.matches()) {
                Thread.ofVirtual().start(() -> output.lines().forEach(_ -> {}));
                return Integer.parseInt(listening.group(1));
            }
        }
        throw new IOException("Chromium ended with " + process.onExit().join().exitValue());
    }

    Tab open() throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/new?about:blank"))
                .PUT(HttpRequest.BodyPublishers.noBody())
                .build();
        var tab = new JsonObject(http.send(request, BodyHandlers.ofString()).body());
        return Tab.connect(http, URI.create(tab.getString("webSocketDebuggerUrl")));
    }

    @Override
    public void close() {
        http.shutdownNow();
        process.destroy();
        try {
            process.onExit().get(10, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException stillThere) {
            process.destroyForcibly();
        }
    }
}
