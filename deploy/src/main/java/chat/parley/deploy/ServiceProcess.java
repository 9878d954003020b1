package chat.parley.deploy;

import chat.parley.deploy.process.HealthProbe;
import chat.parley.deploy.process.Part;
import chat.parley.deploy.process.Probe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One node of one service: the packaged application in a JVM of its own. */
record ServiceProcess(
        String name,
        Path java,
        Path application,
        int heapMegabytes,
        List<String> cache,
        int port,
        Map<String, String> environment)
        implements Part {

    private static final List<String> MEMORY = List.of(
            "-XX:+UseSerialGC",
            "-XX:+UseCompactObjectHeaders",
            "-Xms24m",
            "-Xss512k",
            "-XX:ReservedCodeCacheSize=64m",
            "-XX:MaxDirectMemorySize=128m",
            "-XX:+ExitOnOutOfMemoryError");

    /**
     * The optimizing compiler begins four times later than it would. What runs often is compiled all the same, and all the
     * rest of a start, in which several services share the processors, is not: a sixth of the processor time.
     */
    private static final List<String> START = List.of(
            "-XX:Tier4InvocationThreshold=20000",
            "-XX:Tier4MinInvocationThreshold=5000",
            "-XX:Tier4CompileThreshold=40000",
            "-XX:Tier4BackEdgeThreshold=120000",
            "-XX:-UsePerfData");

    static ServiceProcess of(
            Settings settings, Service service, int node, Map<String, String> environment, AotCache cache) {
        var application = settings.application(service);
        if (!Files.isRegularFile(application)) {
            throw CannotRun.because(
                    "%s is not built: %s is missing; ./parley up builds it.", service.module(), application);
        }
        return new ServiceProcess(
                service.process(node, settings.nodes(service)),
                Path.of(System.getProperty("java.home"), "bin", "java"),
                application,
                service.heapMegabytes(),
                cache.options(service),
                settings.ports().of(service, node),
                environment);
    }

    /** Small and quick to start; many of these share one machine. */
    @Override
    public List<String> command() {
        var command = new ArrayList<String>();
        command.add(java.toString());
        command.addAll(MEMORY);
        command.add("-Xmx" + heapMegabytes + "m");
        command.addAll(START);
        command.addAll(cache);
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(List.of("-jar", application.toString()));
        return command;
    }

    @Override
    public Probe probe() {
        return HealthProbe.at(Ports.management(port));
    }
}
