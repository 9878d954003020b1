package chat.parley.auth.documents;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;

/** The one document of all paths. */
@Path("/api/schema/")
@Tag(name = "documents")
public class SchemaResource {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final YAMLMapper YAML = new YAMLMapper();

    private final Documents documents;

    public SchemaResource(Documents documents) {
        this.documents = documents;
    }

    @GET
    @PermitAll
    @Operation(
            summary = "The OpenAPI document of every path",
            description = "JSON, or YAML with `?format=yaml` or `Accept: application/yaml`.")
    @APIResponse(
            responseCode = "200",
            description = "An OpenAPI 3.1 document",
            content = {
                @Content(mediaType = "application/json", schema = @Schema(type = SchemaType.OBJECT)),
                @Content(mediaType = "application/yaml", schema = @Schema(type = SchemaType.STRING))
            })
    public Uni<Response> document(@RestQuery String format, @RestHeader(HttpHeaders.ACCEPT) String accept) {
        var yaml = isYaml(format, accept);
        return documents.merged().map(document -> yaml ? yaml(document) : json(document));
    }

    @GET
    @Path("/sockets/")
    @PermitAll
    @Operation(
            summary = "The AsyncAPI document of the sockets",
            description = "JSON, or YAML with `?format=yaml` or `Accept: application/yaml`.")
    @APIResponse(
            responseCode = "200",
            description = "An AsyncAPI 3 document",
            content = {
                @Content(mediaType = "application/json", schema = @Schema(type = SchemaType.OBJECT)),
                @Content(mediaType = "application/yaml", schema = @Schema(type = SchemaType.STRING))
            })
    public Uni<Response> sockets(@RestQuery String format, @RestHeader(HttpHeaders.ACCEPT) String accept) {
        var yaml = isYaml(format, accept);
        return documents
                .sockets()
                .map(document ->
                        yaml ? Response.ok(document, "application/yaml").build() : json(parsed(document)));
    }

    private static JsonNode parsed(String yaml) {
        try {
            return YAML.readTree(yaml);
        } catch (JsonProcessingException malformed) {
            throw new IllegalStateException(malformed);
        }
    }

    private static boolean isYaml(String format, String accept) {
        return "yaml".equals(format) || format == null && accept != null && accept.contains("yaml");
    }

    private static Response json(JsonNode document) {
        return answer("application/json", JSON, document);
    }

    private static Response yaml(JsonNode document) {
        return answer("application/yaml", YAML, document);
    }

    private static Response answer(String type, ObjectMapper mapper, JsonNode document) {
        try {
            return Response.ok(mapper.writeValueAsString(document), type).build();
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
