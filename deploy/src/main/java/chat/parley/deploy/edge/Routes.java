package chat.parley.deploy.edge;

import chat.parley.deploy.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Which service answers a path; the table is {@code routes.yaml}. */
public final class Routes {

    private final List<Route> routes;

    private Routes(List<Route> routes) {
        this.routes = routes;
    }

    public static Routes load() {
        try (var file = Routes.class.getResourceAsStream("/routes.yaml")) {
            Map<String, List<String>> table = new Yaml(new SafeConstructor(new LoaderOptions())).load(file);
            return of(table);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static Routes of(Map<String, List<String>> table) {
        return new Routes(table.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(path -> Route.of(entry.getKey(), path)))
                .sorted(Comparator.comparing(Route::pattern, PathPattern.MOST_EXACT_FIRST))
                .toList());
    }

    /** @param path as it came, without the query */
    public Optional<Service> find(String path) {
        var segments = PathPattern.segmentsOf(path);
        return routes.stream()
                .filter(route -> route.pattern().matches(segments))
                .map(Route::service)
                .findFirst();
    }

    private record Route(Service service, PathPattern pattern) {

        static Route of(String service, String path) {
            return new Route(Service.valueOf(service.toUpperCase(Locale.ROOT)), PathPattern.of(path));
        }
    }
}
