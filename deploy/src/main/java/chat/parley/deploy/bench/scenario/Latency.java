package chat.parley.deploy.bench.scenario;

import chat.parley.deploy.bench.Site;
import chat.parley.deploy.bench.load.Crowd;
import chat.parley.deploy.bench.load.Speech;
import chat.parley.deploy.bench.load.Stretch;
import chat.parley.deploy.bench.report.Figure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How long messages take, at rates that leave the machine room. */
final class Latency implements Scenario {

    private static final List<Double> PERCENTILES = List.of(50.0, 99.0, 99.9);

    /** By the rate; of architecture.md, in milliseconds, from a message's being due to its being on the other device. */
    private static final Map<Integer, Map<Double, Double>> AIMS =
            Map.of(500, Map.of(50.0, 2.0, 99.0, 5.0), 2_000, Map.of(50.0, 3.0, 99.0, 25.0));

    private static final Duration SETTLE = Duration.ofSeconds(3);

    @Override
    public String name() {
        return "latency";
    }

    @Override
    public String what() {
        return "from when a message is due to its acknowledgement and to the other device, at an even rate";
    }

    @Override
    public List<Figure> run(Site site) throws Exception {
        var figures = new ArrayList<Figure>();
        for (var dialect : site.options().dialects()) {
            try (var crowd = Crowd.inPairs(site, dialect)) {
                crowd.warmUp(site.options().warmUp());
                for (int rate : site.options().ratesOr(500, 2_000)) {
                    figures.addAll(figures(
                            dialect,
                            rate,
                            crowd.atRate(rate, SETTLE, site.options().window())));
                }
            }
        }
        return figures;
    }

    private List<Figure> figures(Speech dialect, int rate, Stretch stretch) {
        var load = "%s at %,d/s".formatted(dialect.word(), rate);
        var figures = new ArrayList<Figure>();
        for (var percent : PERCENTILES) {
            figures.add(delivery(load, rate, percent, stretch));
        }
        for (var percent : PERCENTILES) {
            figures.add(Figure.of(
                    name(), "%s, acknowledged, p%s".formatted(load, word(percent)), stretch.ack(percent), "ms"));
        }
        figures.addAll(Loads.defects(name(), load, stretch, 1));
        return figures;
    }

    private Figure delivery(String load, int rate, double percent, Stretch stretch) {
        var figure =
                Figure.of(name(), "%s, delivered, p%s".formatted(load, word(percent)), stretch.delivery(percent), "ms");
        var aim = AIMS.getOrDefault(rate, Map.of()).get(percent);
        return aim == null ? figure : figure.atMost(aim);
    }

    /** 99 and 99.9. */
    private static String word(double percent) {
        return percent == Math.rint(percent) ? Long.toString((long) percent) : Double.toString(percent);
    }
}
