package chat.parley.deploy.fault.report;

import chat.parley.deploy.fault.check.Check;
import chat.parley.deploy.fault.check.Findings;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** A run for machines. */
public final class JsonReport {

    private JsonReport() {}

    public static JsonObject of(long seed, List<RowResult> results) {
        var rows = new JsonArray();
        results.stream().map(JsonReport::row).forEach(rows::add);
        return new JsonObject()
                .put("seed", seed)
                .put("held", results.stream().allMatch(RowResult::held))
                .put(
                        "acknowledged",
                        results.stream()
                                .mapToLong(result -> result.tally().acknowledged())
                                .sum())
                .put(
                        "delivered",
                        results.stream()
                                .mapToLong(result -> result.tally().delivered())
                                .sum())
                .put("rows", rows);
    }

    private static JsonObject row(RowResult result) {
        return new JsonObject()
                .put("row", result.row().number())
                .put("name", result.row().name())
                .put("held", result.held())
                .put("seconds", result.took().toMillis() / 1000.0)
                .put(
                        "healed_s",
                        result.healed() == null ? null : result.healed().toMillis() / 1000.0)
                .put("heals_within_s", result.row().healsWithin().toSeconds())
                .put("sent", result.tally().sent())
                .put("acknowledged", result.tally().acknowledged())
                .put("delivered", result.tally().delivered())
                .put("counts", counts(result))
                .put("findings", findings(result.findings()))
                .put("ack_ms", latencies(result))
                .put("levels", levels(result))
                .put("marks", marks(result))
                .put("notes", new JsonArray(result.notes()));
    }

    private static JsonObject counts(RowResult result) {
        var counts = new JsonObject();
        for (var kind : Check.Kind.values()) {
            counts.put(kind.label(), result.count(kind));
        }
        return counts;
    }

    private static JsonArray findings(Findings findings) {
        var all = new JsonArray();
        findings.red().stream()
                .sorted()
                .forEach(check -> all.add(new JsonObject()
                        .put("check", check.label())
                        .put("count", findings.count(check))
                        .put("examples", new JsonArray(findings.words(check)))));
        return all;
    }

    private static JsonObject latencies(RowResult result) {
        return new JsonObject()
                .put("calm_p50", result.calm().percentile(50))
                .put("calm_p99", result.calm().percentile(99))
                .put("p50", result.all().percentile(50))
                .put("p99", result.all().percentile(99));
    }

    private static JsonArray levels(RowResult result) {
        var levels = new JsonArray();
        result.levels()
                .forEach(level -> levels.add(new JsonObject()
                        .put("of", level.of())
                        .put("before", level.before())
                        .put("after", level.after())
                        .put("back", level.isBack())));
        return levels;
    }

    private static JsonArray marks(RowResult result) {
        var marks = new JsonArray();
        result.marks()
                .forEach(mark ->
                        marks.add(new JsonObject().put("at_ms", mark.at()).put("what", mark.what())));
        return marks;
    }
}
