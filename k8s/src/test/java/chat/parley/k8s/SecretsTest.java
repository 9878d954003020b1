package chat.parley.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Secrets that the chart makes are made once, and those of the operator are left alone. */
class SecretsTest {

    @AfterEach
    void forget() {
        Chart.CLUSTER.hasNothing();
    }

    @Test
    void aPrivateKeyIsForAuthServiceAlone() {
        var holders = Chart.development()
                .workloads()
                .filter(workload -> workload.findValuesAsText("secretName").contains("chat-parley-signing-keys"))
                .map(Manifests::name);

        assertThat(holders).containsExactly("chat-parley-auth-service");
    }

    @Test
    void madeSecretsAreStrongAndDifferentEachTime() {
        var first = Chart.development().find("Secret", "chat-parley-database");
        var second = Chart.development().find("Secret", "chat-parley-database");

        assertThat(first.path("data").properties()).hasSize(5).allSatisfy(password -> {
            assertThat(decoded(password.getValue())).hasSize(32);
            assertThat(password.getValue()).isNotEqualTo(second.path("data").get(password.getKey()));
        });
    }

    @Test
    void anUpgradeKeepsThem() {
        var before = Chart.development();
        List.of("database", "signing-keys", "public-keys", "attachments", "redis")
                .forEach(name -> {
                    var secret = before.find("Secret", "chat-parley-" + name);
                    Chart.CLUSTER.has("chat-parley-" + name, secret.toString());
                });

        var after = Chart.development();

        assertThat(after.ofKind("Secret"))
                .hasSize(5)
                .allSatisfy(secret -> assertThat(secret.path("data"))
                        .isEqualTo(before.find("Secret", Manifests.name(secret)).path("data")));
    }

    @Test
    void productionBringsItsOwn() {
        assertThat(Chart.production().ofKind("Secret")).isEmpty();
    }

    @Test
    void noSecretIsInAConfigMapOrInAnEnvironment() {
        var development = Chart.development();
        var secrets = development
                .ofKind("Secret")
                .flatMap(secret -> secret.path("data").properties().stream())
                .map(entry -> decoded(entry.getValue()))
                .toList();

        assertThat(development.all().stream()
                        .filter(object -> !object.path("kind").asText().equals("Secret")))
                .allSatisfy(object -> assertThat(object.toString()).doesNotContain(secrets));
    }

    private static String decoded(JsonNode value) {
        return new String(Base64.getDecoder().decode(value.asText()), StandardCharsets.UTF_8);
    }
}
