package chat.parley.deploy.bench.scenario;

import chat.parley.deploy.CannotRun;
import chat.parley.deploy.Service;
import chat.parley.deploy.bench.Site;
import chat.parley.deploy.bench.load.Crowd;
import chat.parley.deploy.bench.load.People;
import chat.parley.deploy.bench.report.Figure;
import chat.parley.deploy.fault.load.Node;
import chat.parley.deploy.process.ResidentMemory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What an open socket over which nothing goes takes of a gateway's memory. */
final class Idle implements Scenario {

    private static final int SOCKETS = 10_000;
    private static final int PEOPLE = 1_000;

    /** So that what the first sockets bring with them, classes and pools, is no part of the figure. */
    private static final int BEFORE = 500;

    private static final double AIM = 14;
    private static final Duration SETTLE = Duration.ofSeconds(5);

    @Override
    public String name() {
        return "idle";
    }

    @Override
    public String what() {
        return "resident memory of the gateways for each socket that is only open, garbage collected";
    }

    @Override
    public List<Figure> run(Site site) throws Exception {
        var sockets = site.options().socketsOr(SOCKETS);
        var dialect = site.options().dialects().getFirst();
        var people = People.signUp(
                site, Math.min(sockets, Math.max(PEOPLE, 2 * site.options().pairs())));
        try (var first = Crowd.ofListeners(site, dialect, people, Math.min(BEFORE, sockets))) {
            first.connectAll(Crowd.GENTLY);
        }
        var before = resident(site);
        try (var crowd = Crowd.ofListeners(site, dialect, people, sockets)) {
            crowd.connectAll(Crowd.GENTLY);
            var each = (double) (resident(site) - before) / sockets;
            var load = "%s, %,d sockets of %,d people"
                    .formatted(dialect.word(), sockets, people.all().size());
            return List.of(
                    Figure.of(name(), load, each, "KB/socket").atMost(AIM),
                    Figure.of(name(), load + ", gateways before", before / 1024.0, "MB"));
        }
    }

    /** Of all gateways together, in KiB, when nothing is left in the heap that nobody needs. */
    private static long resident(Site site) throws IOException, InterruptedException {
        Thread.sleep(SETTLE);
        var sum = 0L;
        for (var gateway : site.nodes(Service.GATEWAY)) {
            sum += resident(gateway, site);
        }
        return sum;
    }

    private static long resident(Node gateway, Site site) throws IOException, InterruptedException {
        var process = site.process(gateway.name()).process();
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        var collected = new ProcessBuilder(jcmd.toString(), Long.toString(process.pid()), "GC.run")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (collected.waitFor() != 0) {
            throw CannotRun.because("%s would not collect its garbage.", gateway.name());
        }
        return ResidentMemory.of(process)
                .orElseThrow(() -> CannotRun.because("The memory of %s cannot be read.", gateway.name()));
    }
}
