package chat.parley.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A wrong value is refused with a sentence before anything is installed. */
class ValuesTest {

    @Test
    void theLeastIsEnough() {
        assertThat(PodsTest.services(Chart.with(Chart.LEAST))).hasSize(5);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            publicUrl                                |                       | publicUrl is the address that clients see
            publicUrl                                | chat.example.org      | publicUrl
            publicUrl                                | https://example.org/x | publicUrl
            image.flavor                             | graal                 | flavor
            image.pullPolicy                         | Sometimes             | pullPolicy
            entrance.kind                            | loadbalancer          | kind
            entrance.kind                            | gateway               | entrance.gateway.parentRefs names the Gateway
            entrance.gateway.requestTimeout          | soon                  | requestTimeout
            database.host                            |                       | database.host says where PostgreSQL is
            database.existingSecret                  |                       | database.existingSecret names the Secret
            database.existingOwnersSecret            |                       | database.existingOwnersSecret names the Secret
            database.owners.user                     | user_service          | have to be two roles
            database.port                            | 70000                 | port
            database.connections                     | 0                     | connections
            database.names.auth                      | drop table            | auth
            development.postgres.enabled             | true                  | exclude each other
            redis.url                                |                       | says where Redis is
            redis.url                                | redis://u:p@host:6379 | url
            redis.type                               | sentinel              | type
            redis.caSecret                           | parley-redis-ca       | redis.url has to begin with rediss://
            development.redis.enabled                | true                  | exclude development.redis.enabled
            keys.existingSecret                      | mine                  | go together
            tokens.accessLife                        | 15 minutes            | accessLife
            messaging.policy                         | nobody                | policy
            logs.format                              | xml                   | format
            tracing.endpoint                         | collector:4317        | endpoint
            tracing.ratio                            | 1.5                   | ratio
            messaging.shards                         | 0                     | shards
            services.auth.replicas                   | 0                     | replicas
            services.auth.autoscaling.cpu            | 700                   | cpu
            services.user.replicas                   | 2                     | avatars.volume.accessMode has to be ReadWriteMany
            services.message.autoscaling.enabled     | true                  | attachments.volume.accessMode has to be ReadWriteMany
            services.auth.autoscaling.sockets        | 5                     | sockets
            services.billing.replicas                | 1                     | billing
            pods.terminationGracePeriodSeconds       | 19                    | has to be at least pods.preStopSeconds and 15 more
            attachments.volume.size                  | big                   | size
            s3.enabled                               | true                  | s3.bucket names the bucket for files
            s3.bucket                                | A_Bucket              | bucket
            s3.endpoint                              | s3.example.org        | endpoint
            s3.endpoint                              | https://k:s@s3        | endpoint
            s3.prefix                                | /above/               | prefix
            s3.encryption                            | ROT13                 | encryption
            s3.encryptionKey                         | mine                  | goes with s3.encryption=aws:kms
            s3.caSecret                              | parley-s3-ca          | s3.endpoint, which has to begin with https://
            networkPolicies.s3Port                   | 0                     | s3Port
            replicas                                 | 3                     | replicas
            """)
    void aWrongValueIsRefused(String name, String value, String sentence) {
        var values = new HashMap<>(Chart.LEAST);
        values.put(name, value == null ? "" : value);

        assertThatThrownBy(() -> Chart.with(values)).hasMessageContaining(sentence);
    }

    @Test
    void theRedisThatComesAlongIsNoCluster() {
        assertThatThrownBy(() -> Chart.render(Map.of("redis.type", "cluster"), "values-dev.yaml"))
                .hasMessageContaining("redis.type is standalone then");
    }

    @Test
    void theSchemaKnowsEveryValueAndNoOther() throws IOException {
        var values =
                new YAMLMapper().readTree(Chart.DIRECTORY.resolve("values.yaml").toFile());
        var schema = new ObjectMapper()
                .readTree(Chart.DIRECTORY.resolve("values.schema.json").toFile());

        knows(schema, values, "");
    }

    @Test
    void theOperatorsEnvironmentComesLast() {
        var values = new HashMap<>(Chart.LEAST);
        values.put("services.gateway.env.PARLEY_SOCKET_PER_USER", "10");

        var gateway = Chart.with(Map.copyOf(values)).find("Deployment", "chat-parley-chat-gateway");

        assertThat(Manifests.environment(gateway, "PARLEY_SOCKET_PER_USER").asText())
                .isEqualTo("10");
    }

    @Test
    void nativeImagesHaveATagOfTheirOwn() {
        var values = new HashMap<>(Chart.LEAST);
        values.put("image.flavor", "native");

        var gateway = Chart.with(values).find("Deployment", "chat-parley-chat-gateway");

        assertThat(Manifests.container(gateway).path("image").asText())
                .isEqualTo("ghcr.io/parley/chat-gateway:1.0.0-native");
    }

    private static void knows(JsonNode schema, JsonNode values, String path) {
        var properties = schema.path("properties");
        if (properties.isMissingNode()) {
            return;
        }
        assertThat(schema.path("additionalProperties").asBoolean(true)).as(path).isFalse();
        properties
                .fieldNames()
                .forEachRemaining(name -> assertThat(isOptional(path, name) || values.has(name))
                        .as("%s.%s is in values.yaml", path, name)
                        .isTrue());
        values.properties().forEach(value -> {
            assertThat(properties.has(value.getKey()))
                    .as("%s.%s is in the schema", path, value.getKey())
                    .isTrue();
            knows(properties.path(value.getKey()), value.getValue(), path + "." + value.getKey());
        });
    }

    /** Helm itself puts {@code global} among the values. */
    private static boolean isOptional(String path, String name) {
        return path.isEmpty() && name.equals("global");
    }
}
