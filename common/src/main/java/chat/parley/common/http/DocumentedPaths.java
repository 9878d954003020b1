package chat.parley.common.http;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.quarkus.smallrye.openapi.OpenApiFilter.RunStage;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;

/** Documents the published paths with the slash at their end, which the generator takes away. */
@OpenApiFilter(stages = RunStage.BUILD)
public class DocumentedPaths implements OASFilter {

    @Override
    public void filterOpenAPI(OpenAPI document) {
        if (document.getPaths() != null && document.getPaths().getPathItems() != null) {
            var paths = OASFactory.createPaths();
            document.getPaths().getPathItems().forEach((path, item) -> paths.addPathItem(documented(path), item));
            document.setPaths(paths);
        }
    }

    private static String documented(String path) {
        return TrailingSlash.isMissing(path) ? path + "/" : path;
    }
}
