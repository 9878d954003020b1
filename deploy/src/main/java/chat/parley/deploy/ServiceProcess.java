package chat.parley.deploy;

import chat.parley.deploy.process.HealthProbe;
import chat.parley.deploy.process.Part;
import chat.parley.deploy.process.Probe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** One node of one service: the packaged application in a JVM of its own. */
record ServiceProcess(
        String name, Path java, Path application, int heapMegabytes, int port, Map<String, String> environment)
        implements Part {

    static ServiceProcess of(Settings settings, Service service, int node, Map<String, String> environment) {
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
                settings.ports().of(service, node),
                environment);
    }

    /** Small and quick to start; many of these share one machine. */
    @Override
    public List<String> command() {
        return List.of(
                java.toString(),
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "-Xms24m",
                "-Xmx" + heapMegabytes + "m",
                "-Xss512k",
                "-XX:ReservedCodeCacheSize=64m",
                "-XX:MaxDirectMemorySize=128m",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-UsePerfData",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dfile.encoding=UTF-8",
                "-jar",
                application.toString());
    }

    @Override
    public Probe probe() {
        return HealthProbe.at(Ports.management(port));
    }
}
