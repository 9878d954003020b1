package chat.parley.deploy.fault.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Single metrics of the gateways. */
public final class Metrics {

    private Metrics() {}

    /** The sum over all gateways of the lines of that name with that label. */
    public static double of(Laboratory laboratory, String name, String label) {
        return laboratory.gateways().stream()
                .mapToDouble(gateway -> of(laboratory, gateway, name, label))
                .sum();
    }

    public static double of(Laboratory laboratory, String gateway, String name, String label) {
        var address = URI.create("http://127.0.0.1:" + laboratory.management(gateway) + "/q/metrics");
        try (var in = address.toURL().openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith(name) && line.contains(label))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
