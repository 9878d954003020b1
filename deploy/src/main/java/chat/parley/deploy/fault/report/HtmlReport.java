package chat.parley.deploy.fault.report;

import chat.parley.deploy.fault.check.Check;
import java.util.List;
import java.util.function.ToLongFunction;

/** A run for people: one page without anything from elsewhere, with a time line of every row. */
public final class HtmlReport {

    private static final int WIDTH = 1000;
    private static final int HEIGHT = 160;
    private static final int MOST_LABELS = 24;

    private final StringBuilder page = new StringBuilder();

    private HtmlReport() {}

    public static String of(long seed, List<RowResult> results) {
        var report = new HtmlReport();
        report.head(seed, results);
        report.table(results);
        results.forEach(report::section);
        return report.page.append("</main></body></html>\n").toString();
    }

    private void head(long seed, List<RowResult> results) {
        var held = results.stream().allMatch(RowResult::held);
        add("""
                <!doctype html>
                <html lang="en"><head><meta charset="utf-8"><title>Parley: faults</title><style>
                body { font: 15px/1.5 system-ui, sans-serif; margin: 0; color: #1c2330; background: #f6f7f9 }
                main { max-width: 1060px; margin: 0 auto; padding: 24px }
                h1 { font-size: 26px; margin: 0 0 4px } h2 { font-size: 18px; margin: 0 0 4px }
                section, table { background: #fff; border: 1px solid #dde1e7; border-radius: 8px; margin: 16px 0 }
                section { padding: 16px } table { border-collapse: collapse; width: 100% }
                td, th { padding: 5px 10px; text-align: right; border-top: 1px solid #eceff3; font-variant-numeric: tabular-nums }
                th { border: 0; font-weight: 600; color: #5b6675 } td.l, th.l { text-align: left }
                .held { color: #14713a } .red { color: #b3261e; font-weight: 600 }
                .how { color: #5b6675; margin: 0 0 8px } ul { margin: 6px 0; padding-left: 20px } svg { width: 100%; height: auto }
                .sent { stroke: #9aa5b4 } .ack { stroke: #1f6feb } .del { stroke: #2da44e } polyline { fill: none; stroke-width: 1.5 }
                .err { fill: #d1242f; opacity: .55 } .mark { stroke: #8250df; stroke-dasharray: 3 3 } text { font: 11px system-ui, sans-serif; fill: #5b6675 }
                .key i { display: inline-block; width: 14px; height: 3px; margin: 0 4px 3px 12px }
                </style></head><body><main>
                """);
        add(
                "<h1>Faults: <span class=\"%s\">%s</span></h1><p class=\"how\">Seed %d. %,d messages acknowledged, %,d deliveries to"
                        + " devices. Two cores or however many there were; process crashes, not power cuts.</p>%n",
                held ? "held" : "red",
                held ? "all held" : "not all held",
                seed,
                results.stream()
                        .mapToLong(result -> result.tally().acknowledged())
                        .sum(),
                results.stream().mapToLong(result -> result.tally().delivered()).sum());
    }

    private void table(List<RowResult> results) {
        add(
                "<table><tr><th></th><th class=\"l\">fault</th><th class=\"l\"></th><th>acknowledged</th><th>delivered</th><th>healed</th><th>bound</th>");
        for (var kind : Check.Kind.values()) {
            add("<th>%s</th>", kind.label());
        }
        add("</tr>%n");
        for (var result : results) {
            add(
                    "<tr><td>%d</td><td class=\"l\"><a href=\"#r%d\">%s</a></td><td class=\"l %s\">%s</td><td>%,d</td><td>%,d</td><td>%s</td><td>%d s</td>",
                    result.row().number(),
                    result.row().number(),
                    text(result.row().name()),
                    result.held() ? "held" : "red",
                    result.held() ? "held" : "red",
                    result.tally().acknowledged(),
                    result.tally().delivered(),
                    healed(result),
                    result.row().healsWithin().toSeconds());
            for (var kind : Check.Kind.values()) {
                add("<td class=\"%s\">%d</td>", result.count(kind) > 0 ? "red" : "", result.count(kind));
            }
            add("</tr>%n");
        }
        add("</table>%n");
    }

    private static String healed(RowResult result) {
        return result.healed() == null
                ? "never"
                : "%.1f s".formatted(result.healed().toMillis() / 1000.0);
    }

    private void section(RowResult result) {
        add(
                "<section id=\"r%d\"><h2>%d. %s <span class=\"%s\">%s</span></h2><p class=\"how\">%s. Expected: %s. Acknowledged after"
                        + " p50 %.1f ms, p99 %.1f ms (calm: %.1f and %.1f).</p>%n",
                result.row().number(),
                result.row().number(),
                text(result.row().name()),
                result.held() ? "held" : "red",
                result.held() ? "held" : "red",
                text(result.row().how()),
                text(result.row().expected()),
                result.all().percentile(50),
                result.all().percentile(99),
                result.calm().percentile(50),
                result.calm().percentile(99));
        chart(result);
        lists(result);
        add("</section>%n");
    }

    private void lists(RowResult result) {
        add("<ul>");
        result.notes().forEach(note -> add("<li>%s</li>", text(note)));
        result.findings().red().stream().sorted().forEach(check -> {
            add(
                    "<li class=\"red\">%s, %d times<ul>",
                    check.label(), result.findings().count(check));
            result.findings().words(check).forEach(words -> add("<li>%s</li>", text(words)));
            add("</ul></li>");
        });
        add("</ul>%n");
    }

    // ---- the time line

    private void chart(RowResult result) {
        var line = result.timeLine();
        var most = line.stream()
                .mapToLong(moment -> Math.max(moment.sent(), moment.acknowledged()))
                .max()
                .orElse(1);
        var mostDelivered = line.stream().mapToLong(Moment::delivered).max().orElse(1);
        add("<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"time line\">", WIDTH, HEIGHT + 40);
        errors(line);
        polyline("sent", line, Moment::sent, most);
        polyline("del", line, Moment::delivered, mostDelivered);
        polyline("ack", line, Moment::acknowledged, most);
        marks(result);
        add(
                "</svg><p class=\"how key\"><i style=\"background:#9aa5b4\"></i>sent and <i style=\"background:#1f6feb\"></i>acknowledged"
                        + " (top: %d a second)<i style=\"background:#2da44e\"></i>delivered (top: %d a second)<i style=\"background:#d1242f\"></i>"
                        + "refused, unanswered, closed; %.0f s in all</p>%n",
                most * 1000 / TimeLine.SLICE_MILLIS,
                mostDelivered * 1000 / TimeLine.SLICE_MILLIS,
                line.size() * TimeLine.SLICE_MILLIS / 1000.0);
    }

    private void polyline(String kind, List<Moment> line, ToLongFunction<Moment> value, long most) {
        add("<polyline class=\"%s\" points=\"", kind);
        for (var moment = 0; moment < line.size(); moment++) {
            add(
                    "%.1f,%.1f ",
                    x(moment, line.size()),
                    HEIGHT - (HEIGHT - 10.0) * value.applyAsLong(line.get(moment)) / Math.max(1, most));
        }
        add("\"/>");
    }

    private void errors(List<Moment> line) {
        var most = Math.max(1, line.stream().mapToLong(Moment::errors).max().orElse(1));
        for (var moment = 0; moment < line.size(); moment++) {
            var errors = line.get(moment).errors();
            if (errors > 0) {
                var height = 6 + 34.0 * errors / most;
                add(
                        "<rect class=\"err\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"><title>%d</title></rect>",
                        x(moment, line.size()),
                        HEIGHT - height,
                        Math.max(1.5, (double) WIDTH / line.size()),
                        height,
                        errors);
            }
        }
    }

    private void marks(RowResult result) {
        var millis = Math.max(1, result.timeLine().size() * TimeLine.SLICE_MILLIS);
        var every = 1 + result.marks().size() / MOST_LABELS;
        for (var number = 0; number < result.marks().size(); number++) {
            var mark = result.marks().get(number);
            var x = (double) WIDTH * mark.at() / millis;
            add(
                    "<line class=\"mark\" x1=\"%.1f\" x2=\"%.1f\" y1=\"0\" y2=\"%d\"><title>%s</title></line>",
                    x, x, HEIGHT, text(mark.what()));
            if (number % every == 0) {
                add(
                        "<text x=\"%.1f\" y=\"%d\" text-anchor=\"%s\">%s</text>",
                        x,
                        HEIGHT + 12 + 12 * (number / every % 2),
                        x > WIDTH * 0.85 ? "end" : "start",
                        text(mark.what()));
            }
        }
    }

    private static double x(int moment, int moments) {
        return (double) WIDTH * moment / Math.max(1, moments - 1);
    }

    private void add(String format, Object... values) {
        page.append(values.length == 0 && !format.contains("%n") ? format : format.formatted(values));
    }

    private static String text(String raw) {
        return raw.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
