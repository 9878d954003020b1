package chat.parley.common.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublicKeysTest {

    @TempDir
    Path directory;

    @BeforeEach
    void writeKey() throws IOException, JoseException {
        var key = RsaJwkGenerator.generateJwk(2048);
        key.setKeyId("one");
        Files.writeString(directory.resolve("jwks.json"), new JsonWebKeySet(key).toJson());
    }

    @Test
    void nobodyIsRefusedWhileTheKeysAreBeingRead() throws Exception {
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (int round = 0; round < 100; round++) {
                var keys = new PublicKeys(new Config(directory.resolve("jwks.json")));
                var barrier = new CyclicBarrier(4);
                var finders = IntStream.range(0, 4)
                        .mapToObj(_ -> threads.submit(() -> {
                            barrier.await();
                            return keys.find("one");
                        }))
                        .toList();

                for (var finder : finders) {
                    assertThat(finder.get()).isPresent();
                }
            }
        }
    }

    @Test
    void unknownKeyIsNotFound() {
        assertThat(new PublicKeys(new Config(directory.resolve("jwks.json"))).find("two"))
                .isEmpty();
    }

    @Test
    void certificatesOfADirectoryAreKeysByTheirNames() throws IOException {
        var certificates = Files.createDirectory(directory.resolve("certificates"));
        copyCertificate(certificates.resolve("first.crt"));

        var keys = new PublicKeys(new Config(certificates));

        assertThat(keys.find("first")).isPresent();
        assertThat(keys.find("second")).isEmpty();
        assertThat(keys.asJson())
                .contains("\"kid\":\"first\"", "\"alg\":\"RS256\"")
                .doesNotContain("\"d\":");
    }

    @Test
    void aCertificateThatIsAddedIsFoundAndOneThatIsTakenAwayIsNot() throws IOException {
        var certificates = Files.createDirectory(directory.resolve("certificates"));
        copyCertificate(certificates.resolve("first.crt"));
        var keys = new PublicKeys(new Config(certificates));
        assertThat(keys.find("first")).isPresent();

        copyCertificate(certificates.resolve("second.crt"));
        Files.delete(certificates.resolve("first.crt"));

        await().untilAsserted(() -> assertThat(keys.find("second")).isPresent());
        assertThat(keys.find("first")).isEmpty();
    }

    @Test
    void aBrokenFileLeavesTheLastGoodKeysInForce() throws IOException {
        var file = directory.resolve("jwks.json");
        var keys = new PublicKeys(new Config(file));
        assertThat(keys.find("one")).isPresent();

        Files.writeString(file, "{\"keys\":[{\"kty\"");
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(5)));

        await().during(Duration.ofMillis(1500))
                .untilAsserted(() -> assertThat(keys.find("one")).isPresent());
    }

    private static void copyCertificate(Path to) throws IOException {
        try (var certificate = PublicKeysTest.class.getResourceAsStream("/keys/certificate.crt")) {
            Files.copy(certificate, to);
        }
    }

    private record Config(Path jwks) implements IdentityConfig {

        @Override
        public String issuer() {
            return "parley";
        }

        @Override
        public String audience() {
            return "parley";
        }

        @Override
        public Duration clockSkew() {
            return Duration.ZERO;
        }
    }
}
