package chat.parley.deploy.bench;

import chat.parley.deploy.Console;
import chat.parley.deploy.FreePorts;
import chat.parley.deploy.Home;
import chat.parley.deploy.LibraryLog;
import chat.parley.deploy.Reset;
import chat.parley.deploy.Settings;
import chat.parley.deploy.Stack;
import chat.parley.deploy.bench.report.Figure;
import chat.parley.deploy.bench.report.Machine;
import chat.parley.deploy.bench.report.Report;
import chat.parley.deploy.bench.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code ./parley bench}: loads stacks of its own and says what they do and what it costs. Each scenario has a stack without
 * data, so that no figure depends on what ran before it.
 */
public final class Bench {

    private final Path root;
    private final Path home;
    private final BenchOptions options;
    private final Console console;

    public Bench(Path root, Path home, BenchOptions options, Console console) {
        this.root = root;
        this.home = home;
        this.options = options;
        this.console = console;
    }

    /** @return 0 when every scenario ran to its end, whatever its figures; a missed aim is shown, and is no failure */
    public int run() throws Exception {
        Files.createDirectories(home);
        LibraryLog.to(home.resolve("bench.log"));
        var machine = Machine.now();
        console.say("%s", machine.sentence());
        var figures = new ArrayList<Figure>();
        for (var scenario : options.scenarios()) {
            figures.addAll(run(scenario));
            write(machine, figures);
        }
        console.say("");
        console.say("%s", Report.table(figures));
        console.say("Result: %s", result());
        return 0;
    }

    private List<Figure> run(Scenario scenario) throws Exception {
        console.say("");
        console.say("%s: %s", scenario.name(), scenario.what());
        var settings =
                new Settings(root, new Home(home), FreePorts.stack(), options.gateways(), options.messageServices());
        settings.home().prepare();
        new Reset(settings, Console.silent()).run();
        try (var stack = new Stack(settings, scenario.settings(), console)) {
            Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "stop"));
            stack.start();
            var figures = scenario.run(new Site(settings, stack.processes(), options, console));
            figures.forEach(figure -> console.say("  %s", figure.sentence()));
            return figures;
        }
    }

    private void write(Machine machine, List<Figure> figures) throws IOException {
        Files.writeString(result(), Report.json(machine, options, figures).encodePrettily() + "\n");
    }

    private Path result() {
        return home.resolve("result.json");
    }
}
