package chat.parley.deploy;

import chat.parley.deploy.demo.Demo;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * {@code ./parley train}: a stack of its own plays the demo and is used for four minutes, so that all later starts are faster, and
 * what is done often runs as compiled code from their first minute on.
 */
final class Train {

    /**
     * Of each part, four times as often as the optimizing compiler asks for: after half of it a flood of logins still ran code that
     * it had not compiled.
     */
    private static final Duration LASTING = Duration.ofSeconds(40);

    private final Settings settings;
    private final AotCache cache;
    private final Duration lasting;
    private final Console console;

    Train(Settings settings, Console console) {
        this(settings.root(), AotCache.of(settings), LASTING, console);
    }

    Train(Path root, AotCache cache, Duration lasting, Console console) {
        this.settings = new Settings(root, new Home(root.resolve("deploy/target/training")), FreePorts.stack(), 1, 1);
        this.cache = cache.toTrain();
        this.lasting = lasting;
        this.console = console;
    }

    int run() throws Exception {
        Files.createDirectories(cache.directory());
        for (var service : Service.values()) {
            Files.deleteIfExists(cache.file(service));
        }
        try (var stack = new Stack(settings, Rehearsal.SETTINGS, console, cache)) {
            console.say("Training: a stack of its own is started, used for some minutes and stopped.");
            stack.start();
            new Demo(URI.create(settings.address()), Console.silent()).run();
            Rehearsal.on(stack, lasting, console).run();
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
