package chat.parley.common.http;

import chat.parley.common.failure.ErrorShape;
import chat.parley.common.failure.Problem;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.quarkus.smallrye.openapi.OpenApiFilter.RunStage;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/**
 * Documents what is the same everywhere, in the shape of the API at the path: what a guarded route answers without a good token,
 * what any route with an id answers to an unknown one, and the body of every refusal that is declared without one.
 */
@OpenApiFilter(stages = RunStage.BUILD)
public class DocumentedRefusals implements OASFilter {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** Where two shapes have one name here, what they write differently is declared with its body. */
    private static final Map<ErrorShape, String> NAMES = Map.of(
            ErrorShape.DJANGO, "Detail",
            ErrorShape.FRIENDSHIP, "Detail",
            ErrorShape.THREAD, "Detail",
            ErrorShape.LOBBY, "LobbyDetail",
            ErrorShape.V1, "Problem");

    @Override
    public void filterOpenAPI(OpenAPI document) {
        if (document.getPaths() == null || document.getPaths().getPathItems() == null) {
            return;
        }
        var components = document.getComponents() == null ? OASFactory.createComponents() : document.getComponents();
        document.setComponents(components
                .addSchema("Detail", detail())
                .addSchema("LobbyDetail", lobbyDetail())
                .addSchema("Problem", problem()));
        document.getPaths().getPathItems().forEach(DocumentedRefusals::complete);
    }

    private static void complete(String path, PathItem item) {
        var shape = ErrorShape.of(path);
        item.getOperations().values().stream()
                .filter(operation -> operation.getResponses() != null)
                .forEach(operation -> complete(operation, path, shape));
    }

    private static void complete(Operation operation, String path, ErrorShape shape) {
        var responses = operation.getResponses();
        if (isGuarded(operation)) {
            add(responses, "401", "No access token, or none that is good");
        }
        if (path.contains("{")) {
            add(responses, "404", "There is no such thing, or not for the caller");
        }
        responses.getAPIResponses().forEach((status, response) -> {
            if (isRefusal(status) && response.getContent() == null && response.getRef() == null) {
                describe(response, Integer.parseInt(status), shape, isGuarded(operation));
            }
        });
    }

    private static boolean isGuarded(Operation operation) {
        return operation.getSecurity() != null && !operation.getSecurity().isEmpty();
    }

    private static boolean isRefusal(String status) {
        return status.matches("[45][0-9]{2}");
    }

    private static void add(APIResponses responses, String status, String description) {
        if (!responses.hasAPIResponse(status)) {
            responses.addAPIResponse(status, OASFactory.createAPIResponse().description(description));
        }
    }

    private static void describe(APIResponse response, int status, ErrorShape shape, boolean isGuarded) {
        var schema = OASFactory.createSchema().ref("#/components/schemas/" + NAMES.get(shape));
        response.setContent(OASFactory.createContent()
                .addMediaType(
                        shape.mediaType(),
                        OASFactory.createMediaType().schema(schema).example(example(status, shape))));
        if (status == 401 && isGuarded) {
            response.addHeader("WWW-Authenticate", header("How to sign in", shape.challenge()));
        }
        if (status == 429) {
            response.addHeader("Retry-After", header("Seconds to wait before the next attempt", "1"));
        }
    }

    private static Object example(int status, ErrorShape shape) {
        var body = shape.body(Problem.of(status));
        if (status == 400 && shape == ErrorShape.V1) {
            body.put("code", "invalid-request").put("detail", "Some fields are not valid.");
            body.putArray("errors")
                    .addObject()
                    .put("field", "limit")
                    .put("message", "Must be a whole number from 1 to 100.");
        }
        return JSON.convertValue(body, Map.class);
    }

    private static Header header(String description, String example) {
        return OASFactory.createHeader()
                .description(description)
                .required(true)
                .schema(text())
                .example(example);
    }

    private static Schema detail() {
        var message = object().addProperty("token_class", text())
                .addProperty("token_type", text())
                .addProperty("message", text());
        return object().addProperty("detail", text())
                .addProperty("code", text())
                .addProperty(
                        "messages",
                        OASFactory.createSchema().addType(SchemaType.ARRAY).items(message))
                .required(List.of("detail"))
                .examples(List.of(Map.of("detail", "Authentication credentials were not provided.")));
    }

    private static Schema lobbyDetail() {
        return object().addProperty("detail", text()).required(List.of("detail"));
    }

    /** RFC 9457. */
    private static Schema problem() {
        var error = object().addProperty("field", text()).addProperty("message", text());
        return object().addProperty("type", text())
                .addProperty("title", text())
                .addProperty("status", OASFactory.createSchema().addType(SchemaType.INTEGER))
                .addProperty("detail", text())
                .addProperty("code", text())
                .addProperty(
                        "errors",
                        OASFactory.createSchema().addType(SchemaType.ARRAY).items(error))
                .required(List.of("type", "title", "status", "detail", "code"));
    }

    private static Schema object() {
        return OASFactory.createSchema().addType(SchemaType.OBJECT);
    }

    private static Schema text() {
        return OASFactory.createSchema().addType(SchemaType.STRING);
    }
}
