package chat.parley.deploy.contract;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What the merged OpenAPI document of a running Parley says there is. */
record Document(List<Operation> operations) {

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    static Document of(URI address) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(address.resolve("/api/schema/"))
                    .header("Accept", "application/json")
                    .build();
            var paths =
                    new JsonObject(http.send(request, BodyHandlers.ofString()).body()).getJsonObject("paths");
            return new Document(paths.fieldNames().stream()
                    .flatMap(path -> paths.getJsonObject(path).fieldNames().stream()
                            .filter(METHODS::contains)
                            .map(method -> Operation.of(
                                    method, path, paths.getJsonObject(path).getJsonObject(method))))
                    .toList());
        }
    }

    /** @param guarded whether the document asks for a token */
    record Operation(String method, String path, boolean guarded) {

        static Operation of(String method, String path, JsonObject description) {
            var security = description.getJsonArray("security");
            return new Operation(method.toUpperCase(Locale.ROOT), path, security != null && !security.isEmpty());
        }

        String name() {
            return method + " " + path;
        }

        /** With ids that are there for nobody, but have the right form. */
        String samplePath() {
            return path.replaceAll("\\{[^}]*}", "00000000-0000-4000-8000-000000000000");
        }
    }
}
