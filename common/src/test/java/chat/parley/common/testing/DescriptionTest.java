package chat.parley.common.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.security.Authenticated;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class DescriptionTest {

    private static final Route ROUTE = new Route("put", "/api/v1/things/{}", true, "Things.put");

    private final JsonNode document = read("""
            {"paths": {"/api/v1/things/{id}/": {"put": {
                "summary": "Changes a thing",
                "tags": ["v1"],
                "security": [{"bearer": []}],
                "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}},
                "responses": {
                    "200": {"description": "As it is now",
                            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}},
                    "204": {"description": "It is gone"},
                    "401": {"description": "Nobody", "content": {"application/problem+json": {
                        "schema": {"type": "object"}, "example": {"code": "unauthenticated"}}}}
                }}}},
             "components": {"schemas": {"Thing": {"type": "object", "properties": {
                "name": {"type": "string", "examples": ["axe"]},
                "sharp": {"type": "boolean"},
                "kind": {"anyOf": [{"$ref": "#/components/schemas/Kind"}, {"type": "null"}]},
                "parts": {"type": "array", "items": {"$ref": "#/components/schemas/Thing"}}}},
              "Kind": {"type": "string", "enum": ["tool"]}}}}""");

    @Test
    void nothingIsMissingInAWholeOne() {
        assertThat(gaps(ROUTE)).isEmpty();
    }

    @Test
    void routeThatIsNotThereIsMissed() {
        assertThat(gaps(new Route("get", ROUTE.path(), true, ""))).containsExactly("is not in the document");
        assertThat(gaps(new Route("put", "/api/v1/thing/{}", true, ""))).containsExactly("is not in the document");
    }

    @Test
    void summaryIsMissed() {
        operation().put("summary", " ");

        assertThat(gaps(ROUTE)).containsExactly("has no summary");
    }

    @Test
    void tagOfAnotherDialectIsSeen() {
        operation().putArray("tags").add("social");
        assertThat(gaps(ROUTE)).singleElement().asString().contains("/api/v1/");

        operation().putArray("tags").add("Things");
        assertThat(gaps(ROUTE)).singleElement().asString().contains("belongs to [Things]");
    }

    @Test
    void successIsMissed() {
        responses().remove(List.of("200", "204"));

        assertThat(gaps(ROUTE)).containsExactly("has no success");
    }

    @Test
    void bodyIsMissedOfSuccessAndOfRefusal() {
        ((ObjectNode) responses().path("200")).remove("content");
        ((ObjectNode) responses().path("401")).remove("content");

        assertThat(gaps(ROUTE))
                .containsExactly("does not say what the body of 200 is", "does not say what the body of 401 is");
    }

    @Test
    void schemaIsMissed() {
        ((ObjectNode) operation().at("/requestBody/content/application~1json")).remove("schema");

        assertThat(gaps(ROUTE)).containsExactly("its request as application/json has no schema");
    }

    @Test
    void exampleIsMissedWhereverItIs() {
        ((ObjectNode) document.at("/components/schemas/Thing/properties/name")).remove("examples");

        assertThat(gaps(ROUTE))
                .containsExactly("its request.name has no example", "the body of 200.name has no example");
    }

    @Test
    void internalRouteNeedsNoExample() {
        var paths = (ObjectNode) document.path("paths");
        paths.set("/internal/things/{id}", paths.remove("/api/v1/things/{id}/"));
        var put = (ObjectNode) paths.at("/~1internal~1things~1{id}/put");
        put.putArray("tags").add("internal");
        ((ObjectNode) document.at("/components/schemas/Thing/properties/name")).remove("examples");

        assertThat(gaps(new Route("put", "/internal/things/{}", true, ""))).isEmpty();
    }

    @Test
    void guardIsMissedOfWhatIsGuardedAlone() {
        operation().remove("security");
        responses().remove("401");

        assertThat(gaps(ROUTE)).containsExactly("asks for a token, and does not say so", "does not say what 401 is");
        assertThat(gaps(new Route("put", ROUTE.path(), false, ""))).isEmpty();
    }

    @Test
    void routesAreReadFromAnnotations() {
        assertThat(Route.of(Things.class))
                .containsExactlyInAnyOrder(
                        new Route("get", "/things", true, "Things.list"),
                        new Route("delete", "/things/{}/parts/{}", false, "Things.delete"));
    }

    private List<String> gaps(Route route) {
        return new Description(document).gaps(route);
    }

    private ObjectNode operation() {
        return (ObjectNode) document.at("/paths/~1api~1v1~1things~1{id}~1/put");
    }

    private ObjectNode responses() {
        return (ObjectNode) operation().path("responses");
    }

    private static JsonNode read(String json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException(malformed);
        }
    }

    @Path("/things/")
    @Authenticated
    private static final class Things {

        @GET
        public String list() {
            return "";
        }

        @DELETE
        @PermitAll
        @Path("{id}/parts/{part: [0-9]+}/")
        public void delete() {}
    }
}
