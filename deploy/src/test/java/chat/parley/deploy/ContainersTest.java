package chat.parley.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import chat.parley.deploy.fault.lab.RedisConnection;
import chat.parley.deploy.store.RedisUsers;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import redis.embedded.core.ExecutableProvider;

/** What can be said of container files without an engine. */
class ContainersTest {

    private static final Path FILES = Path.of("containers");

    @ParameterizedTest
    @ValueSource(strings = {"Dockerfile", "Dockerfile.native"})
    void anImageRunsAsNobodyAndSaysWhatItIs(String file) throws IOException {
        var last = lastStage(file);

        assertThat(instructions(last, "USER")).containsExactly("10001:10001");
        assertThat(instructions(last, "EXPOSE")).containsExactly("8080 9000");
        assertThat(instructions(last, "ENTRYPOINT")).hasSize(1).allMatch(entry -> entry.startsWith("[\""));
        assertThat(instructions(last, "HEALTHCHECK")).hasSize(1);
        assertThat(instructions(last, "LABEL"))
                .hasSize(1)
                .allSatisfy(labels -> assertThat(labels)
                        .contains("image.title=", "image.description=", "image.version=", "image.licenses="));
        assertThat(last).contains("bom.json");
        assertThat(instructions(last, "RUN")).isEmpty();
    }

    /** A file that is copied out of the checkout has to be there. */
    @ParameterizedTest
    @ValueSource(strings = {"Dockerfile", "Dockerfile.native"})
    void whatIsCopiedFromTheSourcesIsThere(String file) throws IOException {
        var sources = instructions(lastStage(file), "COPY").stream()
                .flatMap(copy -> Stream.of(copy.split(" ")))
                .filter(word -> word.startsWith("/opt/parley/deploy/containers/"))
                .map(word -> word.substring(word.lastIndexOf('/') + 1))
                .toList();

        assertThat(sources)
                .isNotEmpty()
                .allSatisfy(name -> assertThat(FILES.resolve(name)).isRegularFile());
    }

    /** What a JVM has learned is nothing to one with other modules. */
    @Test
    void theCacheIsFromTheVeryJvmThatUsesIt() {
        var dockerfile = read(FILES.resolve("Dockerfile"));

        assertThat(instructions(dockerfile, "FROM")).containsExactly("${JDK} AS build", "${JRE} AS trained", "${JRE}");
        assertThat(instructions(lastStage("Dockerfile"), "COPY"))
                .isNotEmpty()
                .allMatch(copy -> copy.startsWith("--from=trained "));
    }

    @Test
    void aBucketIsForTheTwoServicesThatKeepFiles() throws IOException {
        var services = services("compose.s3.yaml");

        assertThat(services).containsOnlyKeys("user-service", "message-service");
        assertThat(settings(services, "user-service"))
                .isNotEmpty()
                .allMatch(name -> name.startsWith("PARLEY_AVATARS_S3_"));
        assertThat(settings(services, "message-service"))
                .isNotEmpty()
                .allMatch(name -> name.startsWith("PARLEY_ATTACHMENTS_S3_"));
    }

    @Test
    void imagesAreNamedByVersion() throws IOException {
        var images = Stream.concat(
                        services().values().stream().map(service -> String.valueOf(service.get("image"))),
                        Stream.of("Dockerfile", "Dockerfile.native")
                                .flatMap(file -> read(FILES.resolve(file)).lines())
                                .filter(line -> line.startsWith("ARG ") && line.contains("/"))
                                .map(line -> line.substring(line.indexOf('=') + 1)))
                .toList();

        assertThat(images)
                .hasSizeGreaterThan(8)
                .allSatisfy(image -> assertThat(image).contains(":").doesNotEndWith(":latest"));
    }

    @Test
    void theComposeFileConfinesEveryService() throws IOException {
        var services = services();

        assertThat(Stream.of(Service.values()).map(Service::module))
                .allSatisfy(module -> assertThat(services.get(module))
                        .containsEntry("read_only", true)
                        .containsEntry("cap_drop", List.of("ALL"))
                        .containsKeys("security_opt", "tmpfs", "depends_on", "stop_grace_period"));
    }

    /** The owner's password is in the container that makes the tables, and in no other that runs a service. */
    @Test
    void aServicesTablesAreMadeByTheirOwnerBeforeItStarts() throws IOException {
        var services = services();

        assertThat(Stream.of(Service.values()).filter(Service::hasDatabase)).allSatisfy(service -> {
            var migration = services.get(service.key() + "-migration");
            assertThat(migration)
                    .containsEntry("image", services.get(service.module()).get("image"))
                    .containsEntry("restart", "no")
                    .containsEntry("read_only", true);
            assertThat(migration.get("environment"))
                    .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
                    .containsEntry("QUARKUS_PROFILE", "migrate")
                    .containsEntry("QUARKUS_DATASOURCE_USERNAME", service.database())
                    .containsEntry("QUARKUS_FLYWAY_USERNAME", service.owner());
            assertThat(services.get(service.module()).toString())
                    .contains(service.key() + "-migration={condition=service_completed_successfully}")
                    .doesNotContain("OWNER");
        });
    }

    /** As the local stack has them, with which all system tests run. Operators take the file for a Redis of their own, too. */
    @Test
    void redisHasTheUsersOfTheTable() throws IOException {
        var ours = RedisUsers.load().file(_ -> "").replaceAll("#[0-9a-f]+", "#PASSWORD");

        assertThat(FILES.resolve("redis-users.acl"))
                .hasContent(ours + "user probe on nopass resetchannels -@all +ping");
    }

    @Test
    void redisStartsWithThem(@TempDir Path directory) throws Exception {
        var program =
                ExecutableProvider.newJarResourceProvider(directory.toFile()).get();
        Files.createSymbolicLink(directory.resolve("redis-server"), program.toPath());
        var port = FreePorts.one();
        var builder = new ProcessBuilder("sh", FILES.resolve("redis.sh").toString(), "--port", Integer.toString(port))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile());
        builder.environment().put("PATH", directory + ":" + System.getenv("PATH"));
        builder.environment().put("TMPDIR", directory.toString());
        builder.environment().put("PASSWORD", "of/this&machine");
        var redis = builder.start();
        try {
            await().ignoreExceptions().atMost(Duration.ofSeconds(20)).until(() -> {
                try (var probe = new RedisConnection(port, "probe", "any")) {
                    return probe.text("PING").equals("PONG");
                }
            });

            for (var service : Service.values()) {
                new RedisConnection(port, service.module(), "of/this&machine").close();
            }
            assertThatThrownBy(() -> new RedisConnection(port, "auth-service", "another"))
                    .hasMessageContaining("WRONGPASS");
        } finally {
            redis.destroy();
        }
    }

    @Test
    void onlyTheGatewayIsReachedFromOutsideAndOnlyFromThisMachine() throws IOException {
        var published = services().entrySet().stream()
                .filter(service -> service.getValue().containsKey("ports"))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, service -> service.getValue().get("ports")));

        assertThat(published).isEqualTo(Map.of("gateway", List.of("127.0.0.1:8000:8000")));
    }

    @ParameterizedTest
    @CsvSource({"200, 0", "503, 1"})
    void aContainerIsAsHealthyAsItsServiceSays(int status, int exit) throws Exception {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/q/health/ready", exchange -> {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        try {
            assertThat(health(server.getAddress().getPort())).isEqualTo(exit);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aContainerWithoutAListenerIsNotHealthy() throws Exception {
        assertThat(health(FreePorts.one())).isEqualTo(1);
    }

    private static int health(int port) throws IOException, InterruptedException {
        var builder = new ProcessBuilder("bash", FILES.resolve("healthy").toString()).redirectErrorStream(true);
        builder.environment().put("QUARKUS_MANAGEMENT_PORT", Integer.toString(port));
        var process = builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private static String lastStage(String file) {
        var content = read(FILES.resolve(file)).replace("\\\n", " ");
        return content.substring(content.lastIndexOf("\nFROM "));
    }

    private static List<String> instructions(String stage, String name) {
        return stage.lines()
                .filter(line -> line.startsWith(name + " "))
                .map(line -> line.substring(name.length()).strip())
                .toList();
    }

    private static Map<String, Map<String, Object>> services() throws IOException {
        return services("compose.yaml");
    }

    @SuppressWarnings("unchecked")
    private static Set<String> settings(Map<String, Map<String, Object>> services, String service) {
        return ((Map<String, String>) services.get(service).get("environment")).keySet();
    }

    private static Map<String, Map<String, Object>> services(String compose) throws IOException {
        try (var file = Files.newBufferedReader(Path.of(compose))) {
            Map<String, Map<String, Map<String, Object>>> content =
                    new Yaml(new SafeConstructor(new LoaderOptions())).load(file);
            return content.get("services");
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }
}
