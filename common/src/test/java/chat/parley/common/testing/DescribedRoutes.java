package chat.parley.common.testing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A route without a description fails the build. Every service has this test, by a class of its own:
 *
 * <pre>{@code
 * @QuarkusTest
 * @QuarkusTestResource(Backing.class)
 * class RoutesTest extends DescribedRoutes {}
 * }</pre>
 *
 * <p>It takes every JAX-RS resource method of the service, from the classes that were compiled and not from the document, and
 * looks for it in the service's OpenAPI document. There it must have
 *
 * <ul>
 *   <li>a summary, and the tag of its dialect ({@code v1} below {@code /api/v1/} and nowhere else);
 *   <li>a schema of its request body, and of the body of every status, refusals included, when there is a body;
 *   <li>an example of each JSON body: on the media type, on the schema, or on each of its properties that is no enumeration
 *       and no boolean;
 *   <li>security and a 401 when it is guarded ({@code @Authenticated} or {@code @RolesAllowed}).
 * </ul>
 *
 * <p>What is the same everywhere need not be written: {@code DocumentedRefusals} in common adds the 401 of a guarded route,
 * the 404 of one with a parameter, and the usual body and example to each refusal that is declared without one. A second method for the
 * same path and HTTP method, that takes another media type, stays {@code @Operation(hidden = true)}. Internal routes are
 * described, too, under the tag {@code internal} and without examples; the merged document leaves them out.
 */
public abstract class DescribedRoutes {

    private static final Path CLASSES = Path.of("target", "classes");

    @Test
    void everyRouteIsDescribed() throws JsonProcessingException {
        var description = new Description(new ObjectMapper()
                .readTree(given().noFilters().get("/openapi?format=json").asString()));

        var routes = Route.below(CLASSES);

        assertThat(routes).as("routes below " + CLASSES.toAbsolutePath()).isNotEmpty();
        assertThat(routes)
                .allSatisfy(route ->
                        assertThat(description.gaps(route)).as(route.toString()).isEqualTo(List.of()));
    }
}
