package chat.parley.deploy;

import chat.parley.deploy.demo.Demo;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.EnumMap;
import java.util.Map;

/** {@code ./parley train}: a stack of its own plays the demo once, so that all later starts are faster. */
final class Train {

    private final Settings settings;
    private final Console console;
    private final AotCache cache;

    Train(Settings settings, Console console) {
        this.settings = settings.at(new Home(settings.root().resolve("deploy/target/training")));
        this.console = console;
        this.cache = AotCache.of(settings).toTrain();
    }

    int run() throws Exception {
        Files.createDirectories(cache.directory());
        for (var service : Service.values()) {
            Files.deleteIfExists(cache.file(service));
        }
        try (var stack = new Stack(settings, console, cache)) {
            console.say("Training: a stack is started, used and stopped.");
            stack.start();
            new Demo(URI.create(settings.address()), Console.silent()).run();
            console.say("Stopping, and writing down what was learned …");
        }
        sizes().forEach((service, bytes) -> console.say("  %-20s %4d MB", service.module(), bytes >> 20));
        new Reset(settings, Console.silent()).run();
        return 0;
    }

    /** @throws CannotRun when one is missing */
    private Map<Service, Long> sizes() throws IOException {
        var sizes = new EnumMap<Service, Long>(Service.class);
        for (var service : Service.values()) {
            if (!Files.isRegularFile(cache.file(service))) {
                throw CannotRun.because(
                        "%s has left no cache; see %s.",
                        service.module(), settings.home().log("*"));
            }
            sizes.put(service, Files.size(cache.file(service)));
        }
        return sizes;
    }
}
