package chat.parley.deploy.bench.report;

import io.vertx.core.json.JsonObject;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * On what it was measured, and when. A figure from a machine that has other things to do says little.
 *
 * @param load of the last minute, before the first stack was started; negative where the system does not tell
 */
public record Machine(Instant at, int processors, double load, String system, String jvm) {

    public static Machine now() {
        var system = ManagementFactory.getOperatingSystemMXBean();
        return new Machine(
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                system.getAvailableProcessors(),
                system.getSystemLoadAverage(),
                system.getName() + " " + system.getVersion() + " " + system.getArch(),
                System.getProperty("java.vm.vendor") + " " + Runtime.version());
    }

    public String sentence() {
        return "%s, %d processors, load average %.2f, %s, %s".formatted(at, processors, load, system, jvm);
    }

    JsonObject json() {
        return new JsonObject()
                .put("at", at.toString())
                .put("processors", processors)
                .put("load_average", load)
                .put("system", system)
                .put("jvm", jvm);
    }
}
