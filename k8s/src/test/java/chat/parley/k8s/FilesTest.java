package chat.parley.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Attachments and avatars lie on volumes that stay, or in a bucket. */
class FilesTest {

    @ParameterizedTest
    @CsvSource({"user-service, AVATARS, avatars", "message-service, ATTACHMENTS, attachments"})
    void aBucketTakesThePlaceOfTheVolume(String service, String prefix, String what) {
        var production = Chart.production();
        var deployment = production.find("Deployment", "chat-parley-" + service);

        assertThat(production.ofKind("PersistentVolumeClaim")).isEmpty();
        assertThat(deployment.findValues("persistentVolumeClaim")).isEmpty();
        assertThat(value(deployment, prefix, "BUCKET")).isEqualTo("parley");
        assertThat(value(deployment, prefix, "PREFIX")).isEqualTo("parley/" + what);
        assertThat(value(deployment, prefix, "ENDPOINT")).isEqualTo("https://s3.example.org");
        assertThat(value(deployment, prefix, "PATH_STYLE")).isEqualTo("true");
        assertThat(value(deployment, prefix, "CA")).isEqualTo("/etc/parley/s3-ca/ca.crt");
        assertThat(mounts(deployment)).contains("/etc/parley/s3-ca", "/var/lib/parley/" + what);
        assertThat(secretOf(deployment, prefix, "ACCESS_KEY")).isEqualTo("parley-s3/access-key");
        assertThat(secretOf(deployment, prefix, "SECRET_KEY")).isEqualTo("parley-s3/secret-key");
    }

    @Test
    void nobodyElseHasItsKeys() {
        assertThat(Chart.production().workloads().filter(FilesTest::knowsTheSecret))
                .extracting(Manifests::name)
                .containsExactlyInAnyOrder("chat-parley-user-service", "chat-parley-message-service");
    }

    @Test
    void withoutABucketClaimsStayWhenTheReleaseGoes() {
        var development = Chart.development();

        assertThat(development.ofKind("PersistentVolumeClaim"))
                .hasSize(2)
                .allSatisfy(claim -> assertThat(claim.at("/metadata/annotations/helm.sh~1resource-policy")
                                .asText())
                        .isEqualTo("keep"));
        assertThat(development.workloads())
                .noneSatisfy(workload -> assertThat(workload.toString()).contains("_S3_"));
    }

    @Test
    void whatIsNotSetIsLeftToTheStore() {
        var values = new HashMap<>(Chart.LEAST);
        values.putAll(Map.of("s3.enabled", "true", "s3.bucket", "parley", "s3.existingSecret", "keys"));

        var names = variables(Chart.with(values).find("Deployment", "chat-parley-message-service"));

        assertThat(names)
                .contains("PARLEY_ATTACHMENTS_S3_BUCKET")
                .doesNotContain("PARLEY_ATTACHMENTS_S3_ENDPOINT", "PARLEY_ATTACHMENTS_S3_ENCRYPTION");
    }

    private static String value(JsonNode deployment, String prefix, String setting) {
        return Manifests.environment(deployment, "PARLEY_" + prefix + "_S3_" + setting)
                .asText();
    }

    private static String secretOf(JsonNode deployment, String prefix, String setting) {
        var variable = Manifests.elements(Manifests.container(deployment).path("env"))
                .filter(env -> env.path("name").asText().equals("PARLEY_" + prefix + "_S3_" + setting))
                .findFirst()
                .orElseThrow()
                .at("/valueFrom/secretKeyRef");
        return variable.path("name").asText() + "/" + variable.path("key").asText();
    }

    private static Stream<String> mounts(JsonNode deployment) {
        return Manifests.elements(Manifests.container(deployment).path("volumeMounts"))
                .map(mount -> mount.path("mountPath").asText());
    }

    private static boolean knowsTheSecret(JsonNode workload) {
        return workload.toString().contains("parley-s3");
    }

    private static Stream<String> variables(JsonNode deployment) {
        return Manifests.elements(Manifests.container(deployment).path("env"))
                .map(env -> env.path("name").asText());
    }
}
