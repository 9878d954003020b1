package chat.parley.deploy.bench.scenario;

import chat.parley.deploy.bench.Site;
import chat.parley.deploy.bench.load.Crowd;
import chat.parley.deploy.bench.report.Figure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a message costs, by process, from its sender's socket to its receiver's. */
final class Cost implements Scenario {

    private static final double SERVICES = 70;
    private static final double STORES = 50;
    private static final Duration SETTLE = Duration.ofSeconds(3);

    @Override
    public String name() {
        return "cost";
    }

    @Override
    public String what() {
        return "processor time for each message that is delivered, at an even rate";
    }

    @Override
    public List<Figure> run(Site site) throws Exception {
        var figures = new ArrayList<Figure>();
        for (var dialect : site.options().dialects()) {
            try (var crowd = Crowd.inPairs(site, dialect)) {
                crowd.warmUp(site.options().warmUp());
                for (int rate : site.options().ratesOr(5_000)) {
                    var load = "%s at %,d/s".formatted(dialect.word(), rate);
                    var stretch = crowd.atRate(rate, SETTLE, site.options().window());
                    figures.add(Figure.of(name(), load + ", services together", Loads.ofServices(stretch), "µs")
                            .atMost(SERVICES));
                    figures.add(Figure.of(name(), load + ", PostgreSQL and Redis", Loads.ofStores(stretch), "µs")
                            .atMost(STORES));
                    figures.addAll(Loads.costs(name(), load, stretch));
                    figures.addAll(Loads.defects(name(), load, stretch, 1));
                }
            }
        }
        return figures;
    }
}
