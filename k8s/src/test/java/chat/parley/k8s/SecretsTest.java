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

    /** A service that is broken into can be made to do what its role may, and no more. */
    @Test
    void theOwnersPasswordIsForTheContainerThatMakesTheTables() {
        for (var profile : PodsTest.PROFILES) {
            var services = PodsTest.services(profile)
                    .filter(service -> !Manifests.name(service).endsWith("gateway"))
                    .toList();

            assertThat(services).hasSize(4).allSatisfy(service -> {
                var migration = Manifests.pod(service).at("/initContainers/0");
                assertThat(migration.at("/image"))
                        .isEqualTo(Manifests.container(service).at("/image"));
                assertThat(Manifests.variable(migration, "QUARKUS_PROFILE")
                                .path("value")
                                .asText())
                        .isEqualTo("migrate");
                assertThat(Manifests.variable(migration, "QUARKUS_FLYWAY_USERNAME")
                                .path("value")
                                .asText())
                        .endsWith("_owner");
                assertThat(secretOf(migration, "QUARKUS_FLYWAY_PASSWORD")).endsWith("-database-owners");
                assertThat(Manifests.container(service).toString()).doesNotContain("owner");
                assertThat(secretOf(Manifests.container(service), "QUARKUS_DATASOURCE_PASSWORD"))
                        .endsWith("-database");
            });
        }
    }

    private static String secretOf(JsonNode container, String variable) {
        return Manifests.variable(container, variable)
                .at("/valueFrom/secretKeyRef/name")
                .asText();
    }

    @Test
    void madeSecretsAreStrongAndDifferentEachTime() {
        var first = Chart.development().find("Secret", "chat-parley-database");
        var second = Chart.development().find("Secret", "chat-parley-database");

        assertThat(first.path("data").properties()).hasSize(4).allSatisfy(password -> {
            assertThat(decoded(password.getValue())).hasSize(32);
            assertThat(password.getValue()).isNotEqualTo(second.path("data").get(password.getKey()));
        });
    }

    @Test
    void anUpgradeKeepsThem() {
        var before = Chart.development();
        List.of("database", "database-owners", "signing-keys", "public-keys", "attachments", "redis")
                .forEach(name -> {
                    var secret = before.find("Secret", "chat-parley-" + name);
                    Chart.CLUSTER.has("chat-parley-" + name, secret.toString());
                });

        var after = Chart.development();

        assertThat(after.ofKind("Secret"))
                .hasSize(6)
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
