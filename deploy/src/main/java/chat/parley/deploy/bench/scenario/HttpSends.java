package chat.parley.deploy.bench.scenario;

import chat.parley.deploy.Service;
import chat.parley.deploy.bench.Site;
import chat.parley.deploy.bench.load.ClosedLoop;
import chat.parley.deploy.bench.load.People;
import chat.parley.deploy.bench.report.Figure;
import chat.parley.deploy.fault.load.Person;
import chat.parley.deploy.fault.load.V1Api;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;

/** How many messages a second are taken over HTTP, where each is a transaction of its own. */
final class HttpSends implements Scenario {

    private static final int CALLERS = 32;
    private static final String BODY = "so that it is about as long as what people write to each other in a chat";

    @Override
    public String name() {
        return "http";
    }

    @Override
    public String what() {
        return "messages a second over HTTP, past the edge, %d callers".formatted(CALLERS);
    }

    @Override
    public List<Figure> run(Site site) throws Exception {
        var people = People.signUp(site, 2 * CALLERS);
        var conversations = people.converse();
        var nodes = site.nodes(Service.MESSAGE);
        var apis = nodes.stream()
                .map(node -> new V1Api(URI.create("http://127.0.0.1:" + node.port())))
                .toList();
        try {
            var callers = new ArrayList<Callable<Void>>();
            for (var caller = 0; caller < CALLERS; caller++) {
                var conversation = UUID.fromString(conversations.get(caller));
                callers.add(sending(apis.get(caller % apis.size()), people.all().get(2 * caller), conversation));
            }
            var sends = ClosedLoop.run(
                    callers, site.options().warmUp(), site.options().window());
            return List.of(
                    Figure.of(name(), "sends", sends.perSecond(), "/s"),
                    Figure.of(name(), "sends, p50", sends.percentile(50), "ms"),
                    Figure.of(name(), "sends, p99", sends.percentile(99), "ms"));
        } finally {
            apis.forEach(V1Api::close);
        }
    }

    private static Callable<Void> sending(V1Api api, Person sender, UUID conversation) {
        return () -> {
            api.send(sender.access(), conversation, UUID.randomUUID(), BODY).expect(201);
            return null;
        };
    }
}
