package chat.parley.message.dialect;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.quarkus.smallrye.openapi.OpenApiFilter.RunStage;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.PathItem;

/** History is at three paths in the {@code friendship} API, and is the same at each: it is described once. */
@OpenApiFilter(stages = RunStage.BUILD)
public class FriendshipAliases implements OASFilter {

    private static final String HISTORY = "/api/messages/status/friendship/{friendship}/messages";
    private static final List<String> ALIASES =
            List.of("/api/messages/friendship/{friendship}/messages/", "/api/messages/status/{friendship}/");

    @Override
    public void filterOpenAPI(OpenAPI document) {
        document.getPaths().getPathItems().entrySet().stream()
                .filter(path -> path.getKey().startsWith(HISTORY))
                .map(Map.Entry::getValue)
                .findFirst()
                .ifPresent(
                        history -> ALIASES.forEach(alias -> document.getPaths().addPathItem(alias, copy(history))));
    }

    private static PathItem copy(PathItem history) {
        var item = OASFactory.createPathItem();
        item.setGET(history.getGET());
        return item;
    }
}
