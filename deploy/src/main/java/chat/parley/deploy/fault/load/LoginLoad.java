package chat.parley.deploy.fault.load;

import chat.parley.deploy.process.Detached;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.EOFException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * {@link LoginClients}, in a process and in a session of their own: those who chat and whose latency is taken are to feel what the
 * logins do to the service that they are for.
 */
public final class LoginLoad implements AutoCloseable {

    /** The answer of whoever is told to wait, and for how long. */
    public static final String WAIT = "429, come back";

    /** What became of a login for which too many had no answer yet. */
    static final String NOT_SENT = "not sent";

    private static final Set<String> REFUSED = Set.of("401", NOT_SENT);
    private static final int PRACTISED_A_SECOND = 300;

    private final URI edge;
    private final Process clients;
    private final BufferedWriter lines;
    private final BufferedReader answers;

    private LoginLoad(URI edge, Process clients) {
        this.edge = edge;
        this.clients = clients;
        this.lines = clients.outputWriter();
        this.answers = clients.inputReader();
    }

    /** @param usernames who logs in */
    public static LoginLoad start(URI edge, List<String> usernames) throws IOException {
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC"));
        command.addAll(compilation());
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                LoginClients.class.getName(),
                String.join(",", usernames)));
        return new LoginLoad(
                edge,
                new ProcessBuilder(Detached.command(command))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start());
    }

    /** When this process optimizes, so does the other. */
    private static List<String> compilation() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("-XX:Tier4"))
                .toList();
    }

    /**
     * Returns when all is answered. Asks another service, which refuses, 300 times a second, so that clients and edge have done it.
     *
     * @throws IOException when it is answered otherwise
     */
    public void practise(Duration lasting) throws IOException {
        var answers = run(PRACTISED_A_SECOND, lasting, "/api/v1/friendships");
        if (!REFUSED.containsAll(answers.keySet())) {
            throw new IOException("whoever practised was answered " + answers);
        }
    }

    /**
     * Returns when all is answered.
     *
     * @param aSecond logins, half of them with wrong passwords
     * @return how often each answer came: a status, with {@code ", come back"} when it said when, or why there was none
     */
    public Map<String, Integer> run(int aSecond, Duration lasting) throws IOException {
        return run(aSecond, lasting, "/api/v1/tokens");
    }

    private Map<String, Integer> run(int aSecond, Duration lasting, String path) throws IOException {
        lines.write("%d %s %s\n".formatted(aSecond, lasting, edge.resolve(path)));
        lines.flush();
        var line = answers.readLine();
        if (line == null) {
            throw new EOFException("the clients that log in have ended");
        }
        return new JsonObject(line)
                .stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, answer -> (Integer) answer.getValue(), Integer::sum, TreeMap::new));
    }

    @Override
    public void close() {
        clients.destroy();
        clients.onExit().join();
    }
}
