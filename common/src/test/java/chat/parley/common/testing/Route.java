package chat.parley.common.testing;

import io.quarkus.security.Authenticated;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A route as the code has it: a JAX-RS resource method.
 *
 * @param method in lower case, as OpenAPI writes it
 * @param path with nameless parameters ({@code /api/users/{}}) and without a slash at its end, so that it can be compared
 * @param isGuarded whether it asks for a token
 * @param where the class and the method, to find it by
 */
record Route(String method, String path, boolean isGuarded, String where) {

    private static final String SUFFIX = ".class";

    /** Every route of the classes below a directory. Interfaces are passed over: those are clients of other services. */
    static List<Route> below(java.nio.file.Path classes) {
        try (var files = Files.walk(classes)) {
            return files.filter(file -> file.toString().endsWith(SUFFIX))
                    .map(file -> classes.relativize(file).toString())
                    .filter(file -> !file.contains("module-info") && !file.contains("package-info"))
                    .map(Route::load)
                    .filter(type -> !type.isInterface() && type.isAnnotationPresent(Path.class))
                    .flatMap(Route::of)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static Stream<Route> of(Class<?> resource) {
        return Arrays.stream(resource.getDeclaredMethods())
                .flatMap(method -> httpMethod(method).stream().map(http -> of(resource, method, http)));
    }

    static String comparable(String path) {
        return ("/" + path).replaceAll("/+", "/").replaceAll("\\{[^}]*}", "{}").replaceAll("(?<=.)/$", "");
    }

    boolean isInternal() {
        return path.startsWith("/internal/");
    }

    @Override
    public String toString() {
        return method.toUpperCase(Locale.ROOT) + " " + path + " (" + where + ")";
    }

    private static Route of(Class<?> resource, Method method, String http) {
        var below = method.isAnnotationPresent(Path.class)
                ? method.getAnnotation(Path.class).value()
                : "";
        return new Route(
                http,
                comparable(resource.getAnnotation(Path.class).value() + "/" + below),
                guard(method).or(() -> guard(resource)).orElse(false),
                resource.getSimpleName() + "." + method.getName());
    }

    private static Optional<Boolean> guard(AnnotatedElement annotated) {
        if (annotated.isAnnotationPresent(PermitAll.class)) {
            return Optional.of(false);
        }
        return annotated.isAnnotationPresent(Authenticated.class) || annotated.isAnnotationPresent(RolesAllowed.class)
                ? Optional.of(true)
                : Optional.empty();
    }

    private static Optional<String> httpMethod(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                .filter(http -> http != null)
                .map(http -> http.value().toLowerCase(Locale.ROOT))
                .findFirst();
    }

    private static Class<?> load(String file) {
        var name = file.substring(0, file.length() - SUFFIX.length()).replace('/', '.');
        try {
            return Class.forName(name, false, Thread.currentThread().getContextClassLoader());
        } catch (ClassNotFoundException gone) {
            throw new IllegalStateException(gone);
        }
    }
}
