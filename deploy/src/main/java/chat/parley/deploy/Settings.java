package chat.parley.deploy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What one stack is to be.
 *
 * @param root the checkout, where the built services are
 * @param home where the stack keeps its data, logs and keys
 */
public record Settings(Path root, Home home, Ports ports, int gateways, int messageServices) {

    public static Settings of(Map<String, String> environment, List<String> arguments) {
        var root = Path.of(environment.getOrDefault("PARLEY_ROOT", "."))
                .toAbsolutePath()
                .normalize();
        var home = root.resolve(environment.getOrDefault("PARLEY_HOME", ".parley"));
        var options = Options.parse(arguments, List.of("--gateways", "--message-services"));
        return new Settings(
                root,
                new Home(home),
                Ports.of(environment),
                options.count("--gateways"),
                options.count("--message-services"));
    }

    /** The same, with its data elsewhere. */
    Settings at(Home other) {
        return new Settings(root, other, ports, gateways, messageServices);
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
