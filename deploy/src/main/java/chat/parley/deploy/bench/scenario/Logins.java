package chat.parley.deploy.bench.scenario;

import chat.parley.deploy.NodeSettings;
import chat.parley.deploy.Service;
import chat.parley.deploy.bench.Site;
import chat.parley.deploy.bench.load.ClosedLoop;
import chat.parley.deploy.bench.load.People;
import chat.parley.deploy.bench.report.Figure;
import chat.parley.deploy.fault.load.V1Api;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** How many passwords a second are checked, at the cost that they are hashed with by default. */
final class Logins implements Scenario {

    private static final int CALLERS = 8;

    @Override
    public String name() {
        return "logins";
    }

    @Override
    public String what() {
        return "logins a second, past the edge, %d callers".formatted(CALLERS);
    }

    @Override
    public List<Figure> run(Site site) throws Exception {
        var people = People.signUp(site, CALLERS);
        var auth = site.nodes(Service.AUTH).getFirst();
        try (var api = new V1Api(URI.create("http://127.0.0.1:" + auth.port()))) {
            var callers = people.all().stream()
                    .<Callable<Void>>map(person -> () -> {
                        api.logIn(person.username(), V1Api.PASSWORD).expect(200);
                        return null;
                    })
                    .toList();
            var logins = ClosedLoop.run(
                    callers, site.options().warmUp(), site.options().window());
            return List.of(
                    Figure.of(name(), "logins", logins.perSecond(), "/s"),
                    Figure.of(name(), "logins, p50", logins.percentile(50), "ms"));
        }
    }

    /** No one's attempts are counted against them, and hashing takes what it takes. */
    @Override
    public NodeSettings settings() {
        return (service, _) -> service == Service.AUTH
                ? Map.of(
                        "PARLEY_AUTH_LIMITS_PER_ADDRESS", "1000000",
                        "PARLEY_AUTH_LIMITS_PER_NAME", "1000000",
                        "PARLEY_AUTH_LIMITS_AT_ONCE", "1000000")
                : Map.of();
    }
}
