package chat.parley.deploy;

import chat.parley.deploy.process.HealthProbe;
import chat.parley.deploy.process.Part;
import chat.parley.deploy.process.Probe;
import chat.parley.deploy.process.Share;
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
        Path options,
        int heapMegabytes,
        int niceness,
        List<String> cache,
        int port,
        Map<String, String> environment)
        implements Part {

    static ServiceProcess of(
            Settings settings,
            Service service,
            String name,
            int port,
            Map<String, String> environment,
            AotCache cache) {
        var application = settings.application(service);
        if (!Files.isRegularFile(application)) {
            throw CannotRun.because(
                    "%s is not built: %s is missing; ./parley up builds it.", service.module(), application);
        }
        return new ServiceProcess(
                name,
                Path.of(System.getProperty("java.home"), "bin", "java"),
                application,
                settings.jvmOptions(),
                service.heapMegabytes(),
                Share.niceness(service.processorShare(), Service.MESSAGE.processorShare()),
                cache.options(service),
                port,
                environment);
    }

    @Override
    public List<String> command() {
        var command = new ArrayList<String>();
        command.add(java.toString());
        command.add("@" + options);
        command.add("-Xmx" + heapMegabytes + "m");
        command.addAll(cache);
        command.addAll(List.of("-jar", application.toString()));
        return command;
    }

    @Override
    public Probe probe() {
        return HealthProbe.at(Ports.management(port));
    }
}
