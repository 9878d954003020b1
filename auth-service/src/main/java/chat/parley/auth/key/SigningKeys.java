package chat.parley.auth.key;

import chat.parley.common.identity.IdentityConfig;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jboss.logging.Logger;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/** The keys with which tokens are signed. Without one the service does not start. */
@Startup
@ApplicationScoped
public class SigningKeys {

    private static final Logger LOG = Logger.getLogger(SigningKeys.class);

    private final Map<String, PublicJsonWebKey> keys;
    private final String active;

    public SigningKeys(KeyConfig config, IdentityConfig identity) throws IOException, JoseException {
        if (config.generate() && read(config.directory()).isEmpty()) {
            KeyPairs.generate(config.directory(), identity.jwks());
        }
        this.keys = read(config.directory());
        this.active = config.active().orElseGet(() -> last(config.directory()));
        if (!keys.containsKey(active)) {
            throw new IllegalStateException(
                    "parley.auth.keys.active: there is no key " + active + " in " + config.directory());
        }
        LOG.infof("tokens are signed with key %s", active);
    }

    public PublicJsonWebKey active() {
        return keys.get(active);
    }

    /**
     * The key of this id: a token of the grace must be signed again with the key it was first signed with.
     *
     * @return the active key when that one is gone
     */
    public PublicJsonWebKey byId(String kid) {
        return keys.getOrDefault(kid, active());
    }

    private String last(Path directory) {
        if (keys.isEmpty()) {
            throw new IllegalStateException("parley.auth.keys.directory: there is no private key ("
                    + PrivateKeyFile.PATTERN + ") in " + directory);
        }
        return ((TreeMap<String, PublicJsonWebKey>) keys).lastKey();
    }

    private static TreeMap<String, PublicJsonWebKey> read(Path directory) throws IOException {
        var found = new TreeMap<String, PublicJsonWebKey>();
        if (Files.isDirectory(directory)) {
            try (var files = Files.newDirectoryStream(directory, PrivateKeyFile.PATTERN)) {
                for (var file : files) {
                    var key = PrivateKeyFile.read(file);
                    found.put(key.getKeyId(), key);
                }
            }
        }
        return found;
    }
}
