package chat.parley.auth.documents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Several OpenAPI documents as one: all paths but the internal ones, and the schemas that those refer to. Two schemas of one name
 * that are not the same keep apart by the name of their service.
 */
final class MergedDocument {

    private static final String REFERENCE = "#/components/schemas/";
    private static final String INTERNAL = "/internal";

    private final Map<String, JsonNode> paths = new TreeMap<>();
    private final Map<String, JsonNode> schemas = new TreeMap<>();
    private final Map<String, JsonNode> securitySchemes = new TreeMap<>();
    private final Map<String, JsonNode> tags = new TreeMap<>();

    void add(String service, JsonNode document) {
        var names = names(service, document.at("/components/schemas"));
        document.at("/components/schemas")
                .properties()
                .forEach(schema -> schemas.put(names.get(schema.getKey()), renamed(schema.getValue(), names)));
        document.path("paths").properties().forEach(path -> addPath(path.getKey(), renamed(path.getValue(), names)));
        document.at("/components/securitySchemes")
                .properties()
                .forEach(scheme -> securitySchemes.put(scheme.getKey(), scheme.getValue()));
        document.path("tags").forEach(tag -> tags.merge(tag.path("name").asText(), tag, MergedDocument::longer));
    }

    JsonNode toJson() {
        var json = JsonNodeFactory.instance.objectNode().put("openapi", "3.1.0");
        json.putObject("info")
                .put("title", "Parley")
                .put("version", "1.0.0")
                .put(
                        "description",
                        "One set of accounts, friendships, conversations and messages, served through the dialects of"
                                + " published chat servers. Get an access token with one of the login calls, press"
                                + " *Authorize*, and try the rest.")
                .putObject("license")
                .put("name", "Apache-2.0")
                .put("identifier", "Apache-2.0");
        json.putArray("servers").addObject().put("url", "/");
        tags.remove("internal");
        json.putArray("tags").addAll(tags.values());
        json.putObject("paths").setAll(paths);
        var components = json.putObject("components");
        components.putObject("schemas").setAll(publicSchemas());
        components.putObject("securitySchemes").setAll(securitySchemes);
        return json;
    }

    /** Those that the paths refer to, and those that these refer to. */
    private Map<String, JsonNode> publicSchemas() {
        var found = new TreeMap<String, JsonNode>();
        paths.values().forEach(path -> collect(path, found));
        return found;
    }

    private void collect(JsonNode from, Map<String, JsonNode> found) {
        for (var reference : from.findValuesAsText("$ref")) {
            var name = reference.startsWith(REFERENCE) ? reference.substring(REFERENCE.length()) : "";
            if (schemas.containsKey(name) && found.put(name, schemas.get(name)) == null) {
                collect(schemas.get(name), found);
            }
        }
    }

    private void addPath(String path, JsonNode item) {
        if (!path.startsWith(INTERNAL)) {
            paths.merge(path, item, (some, more) -> ((ObjectNode) some).setAll((ObjectNode) more));
        }
    }

    private Map<String, String> names(String service, JsonNode own) {
        var names = new HashMap<String, String>();
        own.properties().forEach(schema -> {
            var known = schemas.get(schema.getKey());
            var same = known == null || known.equals(schema.getValue());
            names.put(schema.getKey(), same ? schema.getKey() : service + schema.getKey());
        });
        return names;
    }

    private static JsonNode renamed(JsonNode node, Map<String, String> names) {
        return switch (node) {
            case ObjectNode object -> renamed(object, names);
            case ArrayNode array -> {
                var copy = array.arrayNode();
                array.forEach(item -> copy.add(renamed(item, names)));
                yield copy;
            }
            default -> node;
        };
    }

    private static ObjectNode renamed(ObjectNode object, Map<String, String> names) {
        var copy = object.objectNode();
        object.properties().forEach(member -> copy.set(member.getKey(), renamed(member.getValue(), names)));
        var reference = copy.path("$ref").asText("");
        if (reference.startsWith(REFERENCE)) {
            var name = reference.substring(REFERENCE.length());
            copy.put("$ref", REFERENCE + names.getOrDefault(name, name));
        }
        return copy;
    }

    private static JsonNode longer(JsonNode one, JsonNode other) {
        return one.toString().length() >= other.toString().length() ? one : other;
    }
}
