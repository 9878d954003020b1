package chat.parley.deploy.bench;

import chat.parley.deploy.CannotRun;
import chat.parley.deploy.Console;
import chat.parley.deploy.Credentials;
import chat.parley.deploy.Service;
import chat.parley.deploy.Settings;
import chat.parley.deploy.fault.load.Node;
import chat.parley.deploy.process.ManagedProcess;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;

/** The stack that is under load: where it can be reached, and what its processes are. */
public final class Site {

    private final Settings settings;
    private final List<ManagedProcess> processes;
    private final BenchOptions options;
    private final Console console;

    public Site(Settings settings, List<ManagedProcess> processes, BenchOptions options, Console console) {
        this.settings = settings;
        this.processes = processes;
        this.options = options;
        this.console = console;
    }

    public BenchOptions options() {
        return options;
    }

    public Console console() {
        return console;
    }

    /** Where clients come in. */
    public URI edge() {
        return URI.create(settings.address());
    }

    /**
     * The nodes of a service, past the edge: that is a small proxy which stands for whatever gateway a deployment has, and
     * runs in this process.
     */
    public List<Node> nodes(Service service) {
        return IntStream.range(0, settings.nodes(service))
                .mapToObj(node -> new Node(
                        service.process(node, settings.nodes(service)),
                        settings.ports().of(service, node)))
                .toList();
    }

    public List<ManagedProcess> processes() {
        return processes;
    }

    /** @throws CannotRun when there is none of this name */
    public ManagedProcess process(String name) {
        return processes.stream()
                .filter(process -> process.name().equals(name))
                .findFirst()
                .orElseThrow(() -> CannotRun.because("There is no process %s in this stack.", name));
    }

    /** As the owner of the tables. */
    public Connection connect(Service service) throws SQLException {
        var password = new Credentials(settings.home().secrets()).of("database." + service.owner());
        var address = "jdbc:postgresql://127.0.0.1:" + settings.ports().postgres() + "/" + service.database();
        return DriverManager.getConnection(address, service.owner(), password);
    }
}
