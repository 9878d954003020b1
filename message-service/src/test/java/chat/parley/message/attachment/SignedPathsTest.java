package chat.parley.message.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.storage.S3Config;
import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SignedPathsTest {

    private static final String PATH = "/mediafiles/attachments/2026/11/21/a.png";
    private static final String FIRST = "a key of at least thirty-two characters";
    private static final String SECOND = "the next key, which has as many characters";
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private final SignedPaths paths = at(NOW, "a key of at least thirty-two characters");

    @Test
    void signatureIsGoodUntilItExpires() {
        var query = query(paths.sign(PATH));

        assertThat(isGood(paths, PATH, query)).isTrue();
        assertThat(isGood(at(NOW.plus(Duration.ofHours(24)).minusSeconds(1)), PATH, query))
                .isTrue();
        assertThat(isGood(at(NOW.plus(Duration.ofHours(24))), PATH, query)).isFalse();
    }

    @Test
    void signatureIsGoodForItsPathAlone() {
        assertThat(isGood(paths, PATH.replace("a.png", "b.png"), query(paths.sign(PATH))))
                .isFalse();
    }

    @Test
    void otherKeySignsOtherwise() {
        var query = query(at(NOW, "another key of at least thirty-two letters").sign(PATH));

        assertThat(isGood(paths, PATH, query)).isFalse();
    }

    /** The next key is known everywhere before it signs, and the last one for as long as a URL may live. */
    @Test
    void aKeyIsReplacedWhileUrlsAreOut() {
        var before = with(FIRST);
        var announced = with(FIRST, SECOND);
        var switched = with(SECOND, FIRST);
        var after = with(SECOND);

        assertThat(isGood(announced, PATH, query(before.sign(PATH)))).isTrue();
        assertThat(isGood(switched, PATH, query(announced.sign(PATH)))).isTrue();
        assertThat(isGood(announced, PATH, query(switched.sign(PATH)))).isTrue();
        assertThat(isGood(after, PATH, query(switched.sign(PATH)))).isTrue();
        assertThat(isGood(after, PATH, query(announced.sign(PATH)))).isFalse();
    }

    @Test
    void laterExpiryNeedsAnotherSignature() {
        var query = query(paths.sign(PATH));

        assertThat(paths.isGood(PATH, query.get("expires") + "0", query.get("signature")))
                .isFalse();
        assertThat(paths.isGood(PATH, null, query.get("signature"))).isFalse();
        assertThat(paths.isGood(PATH, query.get("expires"), null)).isFalse();
        assertThat(paths.isGood(PATH, "-1", query.get("signature"))).isFalse();
    }

    private static boolean isGood(SignedPaths paths, String path, Map<String, String> query) {
        return paths.isGood(path, query.get("expires"), query.get("signature"));
    }

    private static Map<String, String> query(String signed) {
        return Arrays.stream(URI.create(signed).getRawQuery().split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }

    private static SignedPaths at(Instant now) {
        return at(now, "a key of at least thirty-two characters");
    }

    private static SignedPaths at(Instant now, String key) {
        return new SignedPaths(new TestConfig(Path.of("."), key, Optional.empty()), Clock.fixed(now, ZoneOffset.UTC));
    }

    private static SignedPaths with(String signing, String... accepted) {
        return new SignedPaths(
                new TestConfig(Path.of("."), signing, Optional.of(List.of(accepted))),
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    /** As by default. */
    record TestConfig(Path directory, String signingKey, Optional<List<String>> acceptedKeys)
            implements AttachmentsConfig {

        @Override
        public S3Config s3() {
            return null;
        }

        @Override
        public Duration urlLife() {
            return Duration.ofHours(24);
        }

        @Override
        public MemorySize maxSize() {
            return new MemorySize(BigInteger.valueOf(25 << 20));
        }

        @Override
        public long maxPixels() {
            return 40_000_000;
        }

        @Override
        public Duration readerPatience() {
            return Duration.ofSeconds(30);
        }

        @Override
        public Duration unusedFor() {
            return Duration.ofHours(24);
        }
    }
}
