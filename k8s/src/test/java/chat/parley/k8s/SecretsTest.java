package chat.parley.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.deploy.store.RedisUsers;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
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

    /** As the local stack has them, with which all system tests run; and one that can only ask whether Redis is there. */
    @Test
    void theRedisThatComesAlongKnowsEveryServiceByItsName() {
        var secret = Chart.development().find("Secret", "chat-parley-redis").path("data");
        var file = decoded(secret.path("users.acl")).strip();
        UnaryOperator<String> password = user -> decoded(secret.path(key(user) + "-password"));

        assertThat(file.lines())
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                RedisUsers.load().file(password).lines(),
                                Stream.of("user probe on nopass resetchannels -@all +ping"))
                        .toList());
        assertThat(decoded(secret.path("auth")))
                .isEqualTo("redis://auth-service:%s@chat-parley-redis:6379".formatted(password.apply("auth-service")));
    }

    @Test
    void aServiceHasItsOwnWayIntoRedisAndNoOther() {
        for (var profile : PodsTest.PROFILES) {
            assertThat(PodsTest.services(profile)).hasSize(5).allSatisfy(service -> {
                var reference = Manifests.variable(Manifests.container(service), "PARLEY_REDIS_URL")
                        .at("/valueFrom/secretKeyRef");
                assertThat(Manifests.name(service))
                        .contains(reference.path("key").asText());
                assertThat(reference.path("name").asText()).endsWith("-redis");
            });
        }
    }

    @Test
    void whoVouchesForTheStoresIsMountedWhereItIsLookedFor() {
        assertThat(PodsTest.services(Chart.production())).hasSize(5).allSatisfy(service -> {
            var pod = Manifests.pod(service);
            for (var store : service.toString().contains("migrate") ? List.of("redis", "database") : List.of("redis")) {
                var file = Manifests.environment(service, "PARLEY_" + store.toUpperCase(Locale.ROOT) + "_CA")
                        .asText();
                assertThat(file).isEqualTo("/etc/parley/" + store + "-ca/ca.crt");
                assertThat(pod.path("volumes").toString())
                        .contains("{\"name\":\"%s-ca\",\"secret\":{\"secretName\":\"parley-%s-ca\"}}"
                                .formatted(store, store));
                assertThat(Manifests.container(service).path("volumeMounts").toString())
                        .contains("\"mountPath\":\"/etc/parley/%s-ca\"".formatted(store));
            }
            assertThat(pod.path("initContainers"))
                    .allSatisfy(container -> assertThat(
                                    container.path("volumeMounts").toString())
                            .contains("/etc/parley/database-ca"));
        });
    }

    private static String key(String user) {
        return user.replaceFirst("-service$|^chat-", "");
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
