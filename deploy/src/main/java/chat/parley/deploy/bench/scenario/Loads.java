package chat.parley.deploy.bench.scenario;

import chat.parley.deploy.Service;
import chat.parley.deploy.bench.load.Stretch;
import chat.parley.deploy.bench.report.Figure;
import chat.parley.deploy.bench.report.ProcessorTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What there is to say of any load of messages. */
final class Loads {

    private static final Set<String> STORES = Set.of("postgresql", "redis");

    private Loads() {}

    /** What must be nothing; shown when it is not. */
    static List<Figure> defects(String scenario, String load, Stretch stretch, int hearers) {
        var defects = new ArrayList<Figure>();
        add(defects, scenario, load + ", not acknowledged", stretch.sent() - stretch.acked());
        add(defects, scenario, load + ", not delivered", stretch.sent() * hearers - stretch.delivered());
        add(defects, scenario, load + ", lost, repeated or turned round", stretch.misplaced());
        add(defects, scenario, load + ", refused", stretch.refused());
        return defects;
    }

    private static void add(List<Figure> defects, String scenario, String name, long count) {
        if (count != 0) {
            defects.add(Figure.of(scenario, name, count, "messages").atMost(0));
        }
    }

    static double ofServices(Stretch stretch) {
        return stretch.costOf(name -> !STORES.contains(name) && !name.equals(ProcessorTime.CLIENT));
    }

    static double ofStores(Stretch stretch) {
        return stretch.costOf(STORES::contains);
    }

    /** Of each, in microseconds a delivery. */
    static List<Figure> costs(String scenario, String load, Stretch stretch) {
        var costs = new ArrayList<Figure>();
        for (var service : Service.values()) {
            costs.add(cost(scenario, load, service.module(), stretch));
        }
        STORES.stream().sorted().forEach(store -> costs.add(cost(scenario, load, store, stretch)));
        costs.add(cost(scenario, load, ProcessorTime.CLIENT, stretch));
        return costs;
    }

    private static Figure cost(String scenario, String load, String process, Stretch stretch) {
        return Figure.of(scenario, load + ", " + process, stretch.costOf(name -> name.startsWith(process)), "µs");
    }
}
