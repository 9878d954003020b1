package chat.parley.deploy.bench.scenario;

import chat.parley.deploy.bench.Site;
import chat.parley.deploy.bench.load.Crowd;
import chat.parley.deploy.bench.load.People;
import chat.parley.deploy.bench.report.Figure;
import java.util.List;

/** How fast sockets are opened when all clients come back at once, as after a node has died. */
final class Reconnect implements Scenario {

    private static final int SOCKETS = 2_000;

    @Override
    public String name() {
        return "reconnect";
    }

    @Override
    public String what() {
        return "all sockets are cut and opened again at once";
    }

    @Override
    public List<Figure> run(Site site) throws Exception {
        var sockets = site.options().socketsOr(SOCKETS);
        var dialect = site.options().dialects().getFirst();
        var people = People.signUp(site, Math.min(sockets, 2 * site.options().pairs()));
        try (var crowd = Crowd.ofListeners(site, dialect, people, sockets)) {
            crowd.connectAll(Crowd.GENTLY);
            crowd.disconnectAll();
            var started = System.nanoTime();
            crowd.connectAll(sockets);
            var seconds = (System.nanoTime() - started) / 1e9;
            var load = "%s, %,d sockets".formatted(dialect.word(), sockets);
            return List.of(
                    Figure.of(name(), load + ", all open again", seconds, "s").atMost(60),
                    Figure.of(name(), load, sockets / seconds, "/s"));
        }
    }
}
