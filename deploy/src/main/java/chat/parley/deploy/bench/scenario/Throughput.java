package chat.parley.deploy.bench.scenario;

import chat.parley.deploy.bench.Site;
import chat.parley.deploy.bench.load.Crowd;
import chat.parley.deploy.bench.load.Speech;
import chat.parley.deploy.bench.load.Stretch;
import chat.parley.deploy.bench.report.Figure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How many messages a second go from one to the other. First as many as are answered, with some of each speaker under way: that
 * is a bound, and warms up. Then an even rate a little below it, and lower until one is kept up with.
 */
final class Throughput implements Scenario {

    private static final int AIM = 15_000;

    /** Messages of a speaker without an answer. */
    private static final int UNDER_WAY = 16;

    private static final double[] PARTS = {0.95, 0.85, 0.75, 0.65};
    private static final Duration SETTLE = Duration.ofSeconds(3);

    /** Whoever waits longer than this for an acknowledgement is not kept up with. */
    private static final double KEPT_UP_MILLIS = 1_000;

    @Override
    public String name() {
        return "throughput";
    }

    @Override
    public String what() {
        return "messages a second from one to the other, committed before they are acknowledged";
    }

    @Override
    public List<Figure> run(Site site) throws Exception {
        var figures = new ArrayList<Figure>();
        for (var dialect : site.options().dialects()) {
            try (var crowd = Crowd.inPairs(site, dialect)) {
                figures.addAll(figures(site, dialect, crowd));
            }
        }
        return figures;
    }

    private List<Figure> figures(Site site, Speech dialect, Crowd crowd) throws InterruptedException {
        var options = site.options();
        var bound = crowd.pipelined(UNDER_WAY, options.warmUp(), options.window());
        var load = dialect.word() + ", as fast as answered";
        var figures = new ArrayList<Figure>();
        figures.add(Figure.of(name(), load, bound.deliveredPerSecond(), "/s").atLeast(AIM));
        figures.addAll(Loads.costs(name(), load, bound));
        figures.addAll(Loads.defects(name(), load, bound, 1));
        for (var part : PARTS) {
            var rate = (int) (bound.deliveredPerSecond() * part);
            var stretch = crowd.atRate(rate, SETTLE, options.window());
            if (isKeptUpWith(stretch)) {
                var even = "%s, even rate kept up with".formatted(dialect.word());
                figures.add(Figure.of(name(), even, stretch.deliveredPerSecond(), "/s")
                        .atLeast(AIM));
                figures.add(Figure.of(name(), even + ", delivered, p50", stretch.delivery(50), "ms"));
                figures.add(Figure.of(name(), even + ", delivered, p99", stretch.delivery(99), "ms"));
                figures.addAll(Loads.defects(name(), even, stretch, 1));
                return figures;
            }
            site.console().say("  %,d/s is not kept up with: acknowledged after %.0f ms, p99", rate, stretch.ack(99));
        }
        return figures;
    }

    private static boolean isKeptUpWith(Stretch stretch) {
        return stretch.acked() == stretch.sent() && stretch.ack(99) <= KEPT_UP_MILLIS;
    }
}
