package chat.parley.deploy.fault.load;

import chat.parley.deploy.process.Detached;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.EOFException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * {@link LoginClients}, ready to begin. In a process of their own, that has done it all before, as has the edge, and in a session of
 * their own, to which Linux gives a share of the processors of its own: those who chat and whose latency is taken are to feel what
 * the logins do to the service that they are for.
 */
public final class LoginLoad implements AutoCloseable {

    /** The answer of whoever is told to wait, and for how long. */
    public static final String WAIT = "429, come back";

    private static final Set<String> REFUSED = Set.of("401");

    private final Process clients;
    private final BufferedWriter lines;
    private final BufferedReader answers;

    private LoginLoad(Process clients) {
        this.clients = clients;
        this.lines = clients.outputWriter();
        this.answers = clients.inputReader();
    }

    /**
     * Returns when they are ready.
     *
     * @param practice how long they ask another service first, which refuses them, so that they and the edge have done it before
     * @throws IOException when it is answered otherwise
     */
    public static LoginLoad prepare(URI edge, List<String> usernames, Duration practice) throws IOException {
        var command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                LoginClients.class.getName(),
                edge.resolve("/api/v1/tokens").toString(),
                edge.resolve("/api/v1/friendships").toString(),
                practice.toString(),
                String.join(",", usernames));
        var logins = new LoginLoad(new ProcessBuilder(Detached.command(command))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
        var practised = logins.answer();
        if (!REFUSED.containsAll(practised.keySet())) {
            logins.close();
            throw new IOException("whoever practised was answered " + practised);
        }
        return logins;
    }

    /**
     * Returns when all is answered.
     *
     * @param aSecond logins, half of them with wrong passwords
     * @return how often each answer came: a status, with {@code ", come back"} when it said when, or why there was none
     */
    public Map<String, Integer> run(int aSecond, Duration lasting) throws IOException {
        lines.write(aSecond + " " + lasting + "\n");
        lines.flush();
        return answer();
    }

    private Map<String, Integer> answer() throws IOException {
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
