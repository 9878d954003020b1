package chat.parley.k8s;

import com.marcnuri.helm.Helm;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The chart, rendered by Helm itself. */
final class Chart {

    static final String NAMESPACE = "chat";
    static final Path DIRECTORY = Path.of("parley").toAbsolutePath();
    static final FakeCluster CLUSTER = new FakeCluster();

    /** The version of Kubernetes whose API the manifests are held against: the client library's. */
    static final String KUBERNETES = "1.34.0";

    /** What an installation says at least, when PostgreSQL and Redis are there already. */
    static final Map<String, String> LEAST = Map.of(
            "publicUrl", "https://chat.example.org",
            "database.host", "db",
            "database.existingSecret", "db",
            "database.existingOwnersSecret", "parley-owners",
            "redis.url", "redis://redis:6379",
            "entrance.kind", "none");

    static final List<String> PROFILES = List.of("values-dev.yaml", "values-production.yaml");

    private Chart() {}

    static Manifests production() {
        return render(Map.of(), "values-production.yaml");
    }

    static Manifests development() {
        return render(Map.of(), "values-dev.yaml");
    }

    static Manifests with(Map<String, String> values) {
        return render(values);
    }

    /** @throws IllegalStateException with Helm's own words, when it refuses */
    static Manifests render(Map<String, String> values, String... profiles) {
        var template = new Helm(DIRECTORY)
                .template()
                .withName("chat")
                .withNamespace(NAMESPACE)
                .withKubeVersion(KUBERNETES);
        List.of(profiles).forEach(profile -> template.withValuesFile(DIRECTORY.resolve(profile)));
        values.forEach(template::set);
        return Manifests.parse(template.call());
    }
}
