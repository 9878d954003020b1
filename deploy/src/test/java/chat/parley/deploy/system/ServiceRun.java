package chat.parley.deploy.system;

import chat.parley.deploy.FreePorts;
import chat.parley.deploy.Service;
import chat.parley.deploy.process.HealthProbe;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One more process of a service beside the stack, with settings of its own. */
final class ServiceRun implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 120;

    private final Process process;
    private final int management;

    private ServiceRun(Process process, int management) {
        this.process = process;
        this.management = management;
    }

    /** @param settings go before those that every service of the stack has */
    static ServiceRun start(Service service, RunningStack stack, Map<String, String> settings, Path log)
            throws IOException {
        var application = RunningStack.checkout().resolve(service.module() + "/target/quarkus-app/quarkus-run.jar");
        var management = FreePorts.one();
        var home = stack.laboratory().home();
        var environment = new HashMap<>(Map.of(
                "PARLEY_IDENTITY_JWKS", home.publicKeys().toString(),
                "PARLEY_AUTH_KEYS_DIRECTORY", home.privateKeys().toString(),
                "PARLEY_AVATARS_DIRECTORY", home.avatars().toString(),
                "PARLEY_ATTACHMENTS_DIRECTORY", home.attachments().toString(),
                "PARLEY_ATTACHMENTS_SIGNING_KEY", "a key of at least thirty-two characters",
                "QUARKUS_HTTP_PORT", Integer.toString(FreePorts.one()),
                "QUARKUS_MANAGEMENT_PORT", Integer.toString(management)));
        environment.putAll(settings);
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        application.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        return new ServiceRun(builder.start(), management);
    }

    /** @return the code with which it ended by itself */
    int exitCode() throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("still running");
        }
        return process.exitValue();
    }

    boolean isReady() {
        return HealthProbe.at(management).ready();
    }

    /** Whether it has started and says that it is not ready. */
    boolean saysThatItIsNotReady() {
        try (var client = HttpClient.newHttpClient()) {
            var ready = URI.create("http://127.0.0.1:" + management + "/q/health/ready");
            return client.send(HttpRequest.newBuilder(ready).build(), BodyHandlers.discarding())
                            .statusCode()
                    == 503;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Asks it to end, as everybody does. */
    @Override
    public void close() {
        process.destroy();
        process.onExit()
                .completeOnTimeout(process, PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join()
                .destroyForcibly();
    }
}
