package chat.parley.deploy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What one stack is to be.
 *
 * @param root the checkout, where the built services are
 * @param home where the stack keeps its data, logs and keys
 * @param trace whether everything is traced, and shown
 */
public record Settings(Path root, Home home, Ports ports, int gateways, int messageServices, boolean trace) {

    public Settings(Path root, Home home, Ports ports, int gateways, int messageServices) {
        this(root, home, ports, gateways, messageServices, false);
    }

    public static Settings of(Map<String, String> environment, List<String> arguments) {
        var root = Path.of(environment.getOrDefault("PARLEY_ROOT", "."))
                .toAbsolutePath()
                .normalize();
        var home = root.resolve(environment.getOrDefault("PARLEY_HOME", ".parley"));
        var options = Options.parse(arguments, List.of("--gateways", "--message-services"), List.of("--trace"));
        return new Settings(
                root,
                new Home(home),
                Ports.of(environment),
                options.count("--gateways"),
                options.count("--message-services"),
                options.has("--trace"));
    }

    public int nodes(Service service) {
        return switch (service) {
            case GATEWAY -> gateways;
            case MESSAGE -> messageServices;
            case AUTH, USER, FRIENDSHIP -> 1;
        };
    }

    /** Where clients reach the stack. */
    public String address() {
        return "http://127.0.0.1:" + ports.edge();
    }

    Path application(Service service) {
        return root.resolve(service.module()).resolve("target/quarkus-app/quarkus-run.jar");
    }

    /** How their JVMs run: the file that container images have, too. */
    Path jvmOptions() {
        return root.resolve("deploy/containers/jvm.options");
    }
}
