package chat.parley.common.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
