package chat.parley.common.failure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
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

    /** Comma-separated, {@code OPTIONS} included. */
    String of(String path) {
        var allowed = new TreeSet<String>();
        routes.stream().filter(route -> route.path().matcher(path).matches()).forEach(route -> {
            allowed.addAll(route.methods());
        });
        allowed.add("OPTIONS");
        return String.join(", ", allowed);
    }

    private static List<Route> read() {
        try (var document = Thread.currentThread().getContextClassLoader().getResourceAsStream(DOCUMENT)) {
            return document == null
                    ? List.of()
                    : new ObjectMapper()
                            .readTree(document).path("paths").properties().stream()
                                    .map(path -> new Route(pattern(path.getKey()), methods(path.getValue())))
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

    private record Route(Pattern path, Set<String> methods) {}
}
