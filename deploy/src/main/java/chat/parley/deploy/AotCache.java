package chat.parley.deploy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What the JVMs have learned in a training run, so that they need not learn it again at each start: classes loaded and linked,
 * methods profiled (JEP 483, 514, 515). A cache fits the very jars and the very JVM that it was made with; to any other it is nothing.
 *
 * @param directory one file a service
 * @param training whether this run is to make the caches
 */
record AotCache(Path directory, boolean training) {

    static AotCache of(Settings settings) {
        return new AotCache(settings.root().resolve("deploy/target/aot"), false);
    }

    AotCache toTrain() {
        return new AotCache(directory, true);
    }

    Path file(Service service) {
        return directory.resolve(service.module() + ".aot");
    }

    /** For the JVM's command line; the cache is written when it ends. */
    List<String> options(Service service) {
        if (training) {
            return List.of("-XX:AOTCacheOutput=" + file(service), "-Xlog:aot=error,cds=error");
        }
        return Files.isRegularFile(file(service))
                ? List.of("-XX:AOTCache=" + file(service), "-Xlog:aot=error,cds=error")
                : List.of();
    }
}
