package chat.parley.deploy.bench.scenario;

import chat.parley.deploy.NodeSettings;
import chat.parley.deploy.Service;
import chat.parley.deploy.bench.Site;
import chat.parley.deploy.bench.report.Figure;
import java.util.List;
import java.util.Map;

/** One question to a stack. */
public interface Scenario {

    String name();

    /** In words for whoever waits. */
    String what();

    List<Figure> run(Site site) throws Exception;

    /** Otherwise than by default: hashing a password takes little, since people sign up only to be there. */
    default NodeSettings settings() {
        return (service, _) -> service == Service.AUTH
                ? Map.of(
                        "PARLEY_AUTH_PASSWORDS_COST", "4",
                        "PARLEY_AUTH_LIMITS_PER_ADDRESS", "1000000",
                        "PARLEY_AUTH_LIMITS_AT_ONCE", "1000000")
                : Map.of();
    }
}
