package chat.parley.common.failure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Which methods a path answers to, for the {@code Allow} header of a 405 (RFC 9110, section 15.5.6), which the framework
 * leaves out. Read from the service's own OpenAPI document, which the build writes and which describes every route.
 */
@ApplicationScoped
class AllowedMethods {

    private static final String DOCUMENT = "META-INF/quarkus-generated-openapi-doc.JSON";
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head");

    private final List<Route> routes = read();

    /** None when there is no such path. Of several templates that fit, the one that says most of the path answers. */
    Set<String> of(String path) {
        return routes.stream()
                .filter(route -> route.path().matcher(path).matches())
                .max(Comparator.comparingInt(Route::literals))
                .map(Route::methods)
                .orElse(Set.of());
    }

    /** Comma-separated, {@code OPTIONS} included. */
    static String header(Set<String> methods) {
        var allowed = new TreeSet<>(methods);
        allowed.add("OPTIONS");
        return String.join(", ", allowed);
    }

    private static List<Route> read() {
        try (var document = Thread.currentThread().getContextClassLoader().getResourceAsStream(DOCUMENT)) {
            return document == null
                    ? List.of()
                    : new ObjectMapper()
                            .readTree(document).path("paths").properties().stream()
                                    .map(path -> Route.of(path.getKey(), methods(path.getValue())))
                                    .toList();
        } catch (IOException unreadable) {
            throw new IllegalStateException(DOCUMENT + " cannot be read", unreadable);
        }
    }

    private static Pattern pattern(String template) {
        var path = template.replaceAll("/+$", "").replaceAll("\\{[^}]*}", "\\\\E[^/]+\\\\Q");
        return Pattern.compile("\\Q" + path + "\\E/?");
    }

    private static Set<String> methods(JsonNode path) {
        var methods = new TreeSet<String>();
        path.fieldNames().forEachRemaining(name -> {
            if (METHODS.contains(name)) {
                methods.add(name.toUpperCase(Locale.ROOT));
            }
        });
        return methods;
    }

    /** @param literals characters of the path that the template gives itself */
    private record Route(Pattern path, int literals, Set<String> methods) {

        static Route of(String template, Set<String> methods) {
            return new Route(
                    pattern(template), template.replaceAll("\\{[^}]*}", "").length(), methods);
        }
    }
}
