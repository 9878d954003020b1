package chat.parley.common.identity;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.Key;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.lang.JoseException;

/**
 * The keys under which tokens may be signed, read from a JWKS file. It is looked at again, at most once a second, so that
 * keys can be rotated without a restart. A file that cannot be read leaves the last good keys in force.
 */
@ApplicationScoped
public class PublicKeys {

    private static final Logger LOG = Logger.getLogger(PublicKeys.class);
    private static final long LOOK_EVERY_NANOS = 1_000_000_000L;

    private final Path file;
    private volatile Loaded loaded = new Loaded(null, Map.of());
    private volatile long lookedAt = System.nanoTime() - LOOK_EVERY_NANOS;

    public PublicKeys(IdentityConfig config) {
        this.file = config.jwks();
    }

    /** The RSA key of this id, if it is one of ours. */
    public Optional<Key> find(String kid) {
        if (isTimeToLook()) {
            look();
        }
        return Optional.ofNullable(loaded.keys().get(kid));
    }

    private boolean isTimeToLook() {
        return System.nanoTime() - lookedAt >= LOOK_EVERY_NANOS;
    }

    /** Whoever comes while another looks waits for it: nobody is refused for want of a key that is just being read. */
    private synchronized void look() {
        if (isTimeToLook()) {
            reload();
            lookedAt = System.nanoTime();
        }
    }

    private void reload() {
        try {
            var changed = Files.getLastModifiedTime(file);
            if (!changed.equals(loaded.changed())) {
                loaded = new Loaded(changed, read());
                LOG.infof("%d public keys from %s", (Integer) loaded.keys().size(), file);
            }
        } catch (IOException | JoseException failure) {
            LOG.warnf("public keys stay as they are, %s cannot be read: %s", file, failure.getMessage());
        }
    }

    private Map<String, Key> read() throws IOException, JoseException {
        return new JsonWebKeySet(Files.readString(file))
                .getJsonWebKeys().stream()
                        .filter(RsaJsonWebKey.class::isInstance)
                        .collect(Collectors.toMap(JsonWebKey::getKeyId, Function.identity()))
                        .entrySet()
                        .stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, key -> key.getValue().getKey()));
    }

    private record Loaded(FileTime changed, Map<String, Key> keys) {}
}
