package chat.parley.deploy.bench.scenario;

import chat.parley.deploy.bench.Site;
import chat.parley.deploy.bench.load.Crowd;
import chat.parley.deploy.bench.report.Figure;
import java.util.ArrayList;
import java.util.List;

/** How many frames a second a room gets out of the gateways. */
final class Room implements Scenario {

    private static final int SOCKETS = 500;
    private static final int SPEAKERS = 20;
    private static final int UNDER_WAY = 4;
    private static final double AIM = 100_000;

    @Override
    public String name() {
        return "room";
    }

    @Override
    public String what() {
        return "everybody in the lobby hears everybody";
    }

    @Override
    public List<Figure> run(Site site) throws Exception {
        var sockets = site.options().socketsOr(SOCKETS);
        var speakers = Math.min(SPEAKERS, sockets);
        try (var crowd = Crowd.inTheLobby(site, sockets, speakers)) {
            var stretch = crowd.pipelined(
                    UNDER_WAY, site.options().warmUp(), site.options().window());
            var load = "to %,d sockets".formatted(sockets);
            var figures = new ArrayList<Figure>();
            figures.add(
                    Figure.of(name(), load, stretch.deliveredPerSecond(), "/s").atLeast(AIM));
            figures.add(Figure.of(name(), load + ", p50", stretch.delivery(50), "ms"));
            figures.add(Figure.of(name(), load + ", p99", stretch.delivery(99), "ms"));
            figures.addAll(Loads.costs(name(), load, stretch));
            figures.addAll(Loads.defects(name(), load, stretch, sockets - 1));
            return figures;
        }
    }
}
