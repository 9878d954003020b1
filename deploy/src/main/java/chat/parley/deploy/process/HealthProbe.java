package chat.parley.deploy.process;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;

/** Asks a health endpoint; 200 is ready. */
public record HealthProbe(URI address, Duration timeout) implements Probe {

    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    /** Readiness as Quarkus serves it on the management port. */
    public static HealthProbe at(int managementPort) {
        return at(managementPort, "/q/health/ready", TIMEOUT);
    }

    public static HealthProbe at(int managementPort, String path, Duration timeout) {
        return new HealthProbe(URI.create("http://127.0.0.1:" + managementPort + path), timeout);
    }

    @Override
    public boolean ready() {
        try {
            var connection = (HttpURLConnection) address.toURL().openConnection();
            connection.setConnectTimeout((int) timeout.toMillis());
            connection.setReadTimeout((int) timeout.toMillis());
            try {
                return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
            } finally {
                connection.disconnect();
            }
        } catch (IOException notYet) {
            return false;
        }
    }
}
