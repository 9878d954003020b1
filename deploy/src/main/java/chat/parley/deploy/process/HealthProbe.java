package chat.parley.deploy.process;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** Asks a health endpoint; 200 is ready. */
public record HealthProbe(URI address) implements Probe {

    private static final int TIMEOUT_MILLIS = 2_000;

    /** Readiness as Quarkus serves it on the management port. */
    public static HealthProbe at(int managementPort) {
        return new HealthProbe(URI.create("http://127.0.0.1:" + managementPort + "/q/health/ready"));
    }

    @Override
    public boolean ready() {
        try {
            var connection = (HttpURLConnection) address.toURL().openConnection();
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
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
