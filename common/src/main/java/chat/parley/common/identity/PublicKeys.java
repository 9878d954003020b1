package chat.parley.common.identity;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.Key;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.lang.JoseException;

/**
 * The keys under which tokens may be signed, read from files. They are looked at again, at most once a second, so that keys
 * can be rotated without a restart. A file that cannot be read leaves the last good keys in force.
 */
@ApplicationScoped
public class PublicKeys {

    private static final Logger LOG = Logger.getLogger(PublicKeys.class);
    private static final long LOOK_EVERY_NANOS = 1_000_000_000L;

    private final Path place;
    private volatile Loaded loaded = new Loaded(null, new JsonWebKeySet(), Map.of());
    private volatile long lookedAt = System.nanoTime() - LOOK_EVERY_NANOS;

    public PublicKeys(IdentityConfig config) {
        this.place = config.jwks();
    }

    /** The RSA key of this id, if it is one of ours. */
    public Optional<Key> find(String kid) {
        if (isTimeToLook()) {
            look();
        }
        return Optional.ofNullable(loaded.keys().get(kid));
    }

    /** All of them, as others may have them (RFC 7517). */
    public String asJson() {
        if (isTimeToLook()) {
            look();
        }
        return loaded.set().toJson(OutputControlLevel.PUBLIC_ONLY);
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
            var stamp = PublicKeyFiles.stamp(place);
            if (!stamp.equals(loaded.stamp())) {
                loaded = Loaded.of(stamp, PublicKeyFiles.read(place));
                LOG.infof("%d public keys from %s", (Integer) loaded.keys().size(), place);
            }
        } catch (IOException | JoseException failure) {
            LOG.warnf("public keys stay as they are, %s cannot be read: %s", place, failure.getMessage());
        }
    }

    private record Loaded(Map<Path, FileTime> stamp, JsonWebKeySet set, Map<String, Key> keys) {

        static Loaded of(Map<Path, FileTime> stamp, JsonWebKeySet set) {
            return new Loaded(
                    stamp,
                    set,
                    set.getJsonWebKeys().stream()
                            .filter(RsaJsonWebKey.class::isInstance)
                            .collect(Collectors.toMap(JsonWebKey::getKeyId, JsonWebKey::getKey)));
        }
    }
}
