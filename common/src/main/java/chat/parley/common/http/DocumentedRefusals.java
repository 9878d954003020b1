package chat.parley.common.http;

import chat.parley.common.failure.ErrorShape;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.quarkus.smallrye.openapi.OpenApiFilter.RunStage;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * Documents what a guarded route answers without a good token, and any route with an id to an unknown one, in its API's shape;
 * and gives that shape to every refusal that is described without a body.
 */
@OpenApiFilter(stages = RunStage.BUILD)
public class DocumentedRefusals implements OASFilter {

    private static final Map<ErrorShape, String> NAMES =
            Map.of(ErrorShape.DJANGO, "Detail", ErrorShape.LOBBY, "LobbyDetail", ErrorShape.V1, "Problem");

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
        item.getOperations().values().forEach(operation -> {
            if (isGuarded(operation)) {
                add(operation, "401", "No access token, or none that is good", shape);
            }
            if (path.contains("{")) {
                add(operation, "404", "There is no such thing, or not for the caller", shape);
            }
            giveBodies(operation, shape);
        });
    }

    private static boolean isGuarded(Operation operation) {
        return operation.getSecurity() != null && !operation.getSecurity().isEmpty();
    }

    private static void add(Operation operation, String status, String description, ErrorShape shape) {
        var responses = operation.getResponses();
        if (responses != null && !responses.hasAPIResponse(status)) {
            responses.addAPIResponse(status, response(description, shape));
        }
    }

    private static void giveBodies(Operation operation, ErrorShape shape) {
        if (operation.getResponses() != null) {
            operation.getResponses().getAPIResponses().forEach((status, response) -> {
                if (status.matches("[45]..") && response.getContent() == null && response.getRef() == null) {
                    response.setContent(content(shape));
                }
            });
        }
    }

    private static APIResponse response(String description, ErrorShape shape) {
        return OASFactory.createAPIResponse().description(description).content(content(shape));
    }

    private static Content content(ErrorShape shape) {
        var schema = OASFactory.createSchema().ref("#/components/schemas/" + NAMES.get(shape));
        return OASFactory.createContent()
                .addMediaType(shape.mediaType(), OASFactory.createMediaType().schema(schema));
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
                .required(List.of("detail"));
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
