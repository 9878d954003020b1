package chat.parley.auth.documents;

import chat.parley.common.failure.Unavailable;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The OpenAPI documents of all services as one, as they stand at this moment; asked for again after a while. A service that
 * does not answer is left out until it does.
 */
@ApplicationScoped
class Documents {

    private static final Logger LOG = Logger.getLogger(Documents.class);
    private static final String OWN = "META-INF/quarkus-generated-openapi-doc.JSON";
    private static final Duration FRESH = Duration.ofSeconds(30);

    private final Map<String, OpenApiClient> services = new LinkedHashMap<>();
    private final AsyncApiClient sockets;
    private volatile Kept kept;

    Documents(
            @ConfigProperty(name = "parley.services.user", defaultValue = "http://127.0.0.1:8020") String user,
            @ConfigProperty(name = "parley.services.friendship", defaultValue = "http://127.0.0.1:8030")
                    String friendship,
            @ConfigProperty(name = "parley.services.message", defaultValue = "http://127.0.0.1:8040") String message,
            @ConfigProperty(name = "parley.services.gateway", defaultValue = "http://127.0.0.1:8050") String gateway) {
        services.put("User", client(user));
        services.put("Friendship", client(friendship));
        services.put("Message", client(message));
        services.put("Gateway", client(gateway));
        sockets = client(gateway, AsyncApiClient.class);
    }

    Uni<JsonNode> merged() {
        var last = kept;
        return last != null && System.nanoTime() - last.at() < FRESH.toNanos()
                ? Uni.createFrom().item(last.document())
                : ask().invoke(document -> kept = new Kept(document, System.nanoTime()));
    }

    /** The AsyncAPI document of the sockets, as YAML. */
    Uni<String> sockets() {
        return sockets.document()
                .onFailure()
                .invoke(failure -> LOG.warnf("the document of the sockets is not to be had: %s", failure))
                .onFailure()
                .transform(_ -> new Unavailable("The gateway does not answer; try again in a moment."));
    }

    private Uni<JsonNode> ask() {
        var asked = services.entrySet().stream()
                .map(service -> ask(service.getKey(), service.getValue()))
                .toList();
        return Uni.join().all(asked).andFailFast().map(Documents::merge);
    }

    private static Uni<Part> ask(String name, OpenApiClient client) {
        return client.document("json")
                .map(document -> new Part(name, document))
                .onFailure()
                .invoke(failure -> LOG.warnf("the document of %s is left out: %s", name, failure))
                .onFailure()
                .recoverWithItem(new Part(name, null));
    }

    private static JsonNode merge(List<Part> parts) {
        var merged = new MergedDocument();
        merged.add("Auth", own());
        parts.stream()
                .filter(part -> part.document() != null)
                .forEach(part -> merged.add(part.name(), part.document()));
        return merged.toJson();
    }

    private static JsonNode own() {
        try (var file = Thread.currentThread().getContextClassLoader().getResourceAsStream(OWN)) {
            return new ObjectMapper().readTree(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static OpenApiClient client(String address) {
        return client(address, OpenApiClient.class);
    }

    private static <T> T client(String address, Class<T> type) {
        return QuarkusRestClientBuilder.newBuilder()
                .baseUri(URI.create(address))
                .connectTimeout(1, TimeUnit.SECONDS)
                .readTimeout(5, TimeUnit.SECONDS)
                .build(type);
    }

    private record Part(String name, JsonNode document) {}

    private record Kept(JsonNode document, long at) {}
}
