package chat.parley.common.http;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.quarkus.smallrye.openapi.OpenApiFilter.RunStage;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/**
 * Mends what the generator says of a field that may be null, that it is an object or null and beside it that it is an object;
 * and shows once what an id looks like.
 */
@OpenApiFilter(stages = RunStage.BUILD)
public class DocumentedValues implements OASFilter {

    private static final String ID = "01f0a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b";

    @Override
    public Schema filterSchema(Schema schema) {
        if (schema.getAnyOf() != null && schema.getAnyOf().stream().anyMatch(DocumentedValues::isNull)) {
            schema.setType(null);
        }
        if ("uuid".equals(schema.getFormat()) && schema.getExamples() == null) {
            schema.setExamples(List.of(ID));
        }
        return schema;
    }

    private static boolean isNull(Schema schema) {
        return List.of(SchemaType.NULL).equals(schema.getType());
    }
}
