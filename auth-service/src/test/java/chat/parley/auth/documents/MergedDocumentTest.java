package chat.parley.auth.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class MergedDocumentTest {

    @Test
    void pathsOfAllServicesAreThereAndInternalOnesAreNot() throws JsonProcessingException {
        var merged = merged("""
                {"paths":{"/api/a/":{"get":{}},"/internal/x":{"get":{}}}}""", """
                {"paths":{"/api/b/":{"get":{}},"/api/a/":{"post":{}}}}""");

        assertThat(merged.path("paths").properties())
                .extracting(path -> path.getKey() + path.getValue().size())
                .containsExactly("/api/a/2", "/api/b/1");
    }

    @Test
    void schemasOfOneNameThatDifferKeepApart() throws JsonProcessingException {
        var merged = merged("""
                {"paths":{"/a":{"$ref":"#/components/schemas/T"}},
                 "components":{"schemas":{"T":{"type":"string"},"S":{"type":"object"}}}}""", """
                {"paths":{"/b":{"$ref":"#/components/schemas/T","s":{"$ref":"#/components/schemas/S"}}},
                 "components":{"schemas":{"T":{"type":"integer"},"S":{"type":"object"}}}}""");

        assertThat(merged.at("/components/schemas/T/type").asText()).isEqualTo("string");
        assertThat(merged.at("/components/schemas/TwoT/type").asText()).isEqualTo("integer");
        assertThat(merged.at("/components/schemas")).hasSize(3);
        assertThat(merged.at("/paths/~1b/$ref").asText()).isEqualTo("#/components/schemas/TwoT");
        assertThat(merged.at("/paths/~1b/s/$ref").asText()).isEqualTo("#/components/schemas/S");
    }

    @Test
    void whatOnlyInternalPathsReferToIsLeftOut() throws JsonProcessingException {
        var merged = merged("""
                {"paths":{"/api/a/":{"get":{"schema":{"$ref":"#/components/schemas/Page"}}},
                          "/internal/x":{"get":{"schema":{"$ref":"#/components/schemas/Secret"}}}},
                 "components":{"schemas":{
                    "Page":{"properties":{"items":{"items":{"$ref":"#/components/schemas/Item"}}}},
                    "Item":{"properties":{"parent":{"anyOf":[{"$ref":"#/components/schemas/Item"}]}}},
                    "Secret":{"properties":{"part":{"$ref":"#/components/schemas/Part"},
                                            "item":{"$ref":"#/components/schemas/Item"}}},
                    "Part":{"type":"string"},
                    "Unused":{"type":"string"}}}}""", """
                {"paths":{}}""");

        assertThat(merged.at("/components/schemas").fieldNames()).toIterable().containsExactly("Item", "Page");
    }

    private static JsonNode merged(String one, String two) throws JsonProcessingException {
        var json = new ObjectMapper();
        var merged = new MergedDocument();
        merged.add("One", json.readTree(one));
        merged.add("Two", json.readTree(two));
        return merged.toJson();
    }
}
