package chat.parley.deploy;

import java.util.Map;

/**
 * The ports of one stack, all on loopback. They follow from two numbers, so that a second stack beside the first needs
 * one setting: the edge's, and the first of the internal ones (by default ten above the edge's).
 */
public record Ports(int edge, int internal) {

    /** A service may have this many nodes before it reaches its neighbour's ports. */
    public static final int MOST_NODES = 10;

    private static final int MANAGEMENT_OFFSET = 1000;

    public Ports {
        if (edge < 1 || internal < 1 || internal + MANAGEMENT_OFFSET + 100 > 65_535) {
            throw CannotRun.because(
                    "PARLEY_PORT=%d leaves no room for the ports of the services; choose one between 1 and 64000.",
                    edge);
        }
    }

    /** From {@code PARLEY_PORT} and {@code PARLEY_INTERNAL_PORTS}. */
    public static Ports of(Map<String, String> environment) {
        var edge = number(environment, "PARLEY_PORT", 8000);
        return new Ports(edge, number(environment, "PARLEY_INTERNAL_PORTS", edge + 10));
    }

    public int of(Service service, int node) {
        return internal + 10 * service.ordinal() + node;
    }

    public int postgres() {
        return internal + 10 * Service.values().length;
    }

    public int redis() {
        return postgres() + 10;
    }

    /** Health and metrics of the service that listens on this port. */
    public static int management(int port) {
        return port + MANAGEMENT_OFFSET;
    }

    private static int number(Map<String, String> environment, String name, int otherwise) {
        var value = environment.get(name);
        try {
            return value == null || value.isBlank() ? otherwise : Integer.parseInt(value.strip());
        } catch (NumberFormatException notANumber) {
            throw CannotRun.because("%s must be a port number, not \"%s\".", name, value);
        }
    }
}
