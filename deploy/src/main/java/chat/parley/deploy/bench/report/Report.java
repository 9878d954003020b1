package chat.parley.deploy.bench.report;

import chat.parley.deploy.bench.BenchOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.Collectors;

/** All figures of a run, for people and for machines. */
public final class Report {

    private Report() {}

    public static String table(List<Figure> figures) {
        return figures.stream()
                .map(figure -> "%-11s %-58s %12s %-10s %s"
                        .formatted(
                                figure.scenario(),
                                figure.name(),
                                Figure.number(figure.value()),
                                figure.unit(),
                                figure.aim() == null ? "" : figure.aim().of(figure.value()))
                        .stripTrailing())
                .collect(Collectors.joining("\n"));
    }

    public static JsonObject json(Machine machine, BenchOptions options, List<Figure> figures) {
        var array = new JsonArray();
        figures.stream().map(Report::json).forEach(array::add);
        return new JsonObject()
                .put("machine", machine.json())
                .put("options", json(options))
                .put("figures", array);
    }

    private static JsonObject json(BenchOptions options) {
        return new JsonObject()
                .put("pairs", options.pairs())
                .put("warm_up_s", options.warmUp().toSeconds())
                .put("window_s", options.window().toSeconds())
                .put("gateways", options.gateways())
                .put("message_services", options.messageServices());
    }

    private static JsonObject json(Figure figure) {
        var object = new JsonObject()
                .put("scenario", figure.scenario())
                .put("name", figure.name())
                .put("value", figure.value())
                .put("unit", figure.unit());
        if (figure.aim() != null) {
            object.put(
                            figure.aim().most() ? "at_most" : "at_least",
                            figure.aim().bound())
                    .put("met", figure.aim().isMet(figure.value()));
        }
        return object;
    }
}
