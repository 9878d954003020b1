package chat.parley.deploy.fault;

import chat.parley.deploy.Console;
import chat.parley.deploy.LibraryLog;
import chat.parley.deploy.fault.check.Check;
import chat.parley.deploy.fault.check.Findings;
import chat.parley.deploy.fault.lab.Laboratory;
import chat.parley.deploy.fault.report.HtmlReport;
import chat.parley.deploy.fault.report.JsonReport;
import chat.parley.deploy.fault.report.RowResult;
import chat.parley.deploy.fault.row.Row;
import chat.parley.deploy.fault.row.RowRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code ./parley faults}: runs rows of docs/faults.md against a stack of its own, and tells what held. */
public final class Faults {

    private final Path root;
    private final Path home;
    private final FaultOptions options;
    private final Console console;

    public Faults(Path root, Path home, FaultOptions options, Console console) {
        this.root = root;
        this.home = home;
        this.options = options;
        this.console = console;
    }

    /** @return 0 when all that must hold did, else 1 */
    public int run() throws Exception {
        console.say("Seed %d; ./parley faults %s repeats this run.", options.seed(), options.repeat());
        Files.createDirectories(home);
        LibraryLog.to(home.resolve("harness.log"));
        var results = new ArrayList<RowResult>();
        try (var laboratory = Laboratory.start(root, home, console)) {
            for (var row : options.rows()) {
                results.add(run(row, laboratory));
                write(results);
            }
        }
        return sum(results) ? 0 : 1;
    }

    private RowResult run(Row row, Laboratory laboratory) throws Exception {
        console.say("%3d %s: %s", row.number(), row.name(), row.how());
        var result = new RowRun(row, laboratory, options.extent(), options.seed(), console).run();
        result.notes().forEach(note -> console.say("      %s", note));
        for (var check : result.findings().red()) {
            console.say(
                    "      RED %s, %d times", check.label(), result.findings().count(check));
            result.findings().words(check).forEach(words -> console.say("        %s", words));
        }
        console.say(
                "    %s: %d acknowledged, %d delivered, healed after %s",
                result.held() ? "held" : "DID NOT HOLD",
                result.tally().acknowledged(),
                result.tally().delivered(),
                result.healed() == null
                        ? "never"
                        : "%.1f s".formatted(result.healed().toMillis() / 1000.0));
        return result;
    }

    private void write(List<RowResult> results) throws IOException {
        Files.writeString(
                home.resolve("result.json"),
                JsonReport.of(options.seed(), results).encodePrettily());
        Files.writeString(home.resolve("report.html"), HtmlReport.of(options.seed(), results));
    }

    private boolean sum(List<RowResult> results) {
        console.say("");
        console.say(
                "%d messages acknowledged, %d deliveries; %s.",
                results.stream()
                        .mapToLong(result -> result.tally().acknowledged())
                        .sum(),
                results.stream().mapToLong(result -> result.tally().delivered()).sum(),
                counts(results));
        console.say("Report: %s", home.resolve("report.html"));
        console.say("Result: %s", home.resolve("result.json"));
        return results.stream().map(RowResult::findings).allMatch(Findings::none);
    }

    private static String counts(List<RowResult> results) {
        var words = new ArrayList<String>();
        for (var kind : Check.Kind.values()) {
            words.add(results.stream().mapToLong(result -> result.count(kind)).sum() + " " + kind.label());
        }
        return String.join(", ", words);
    }
}
