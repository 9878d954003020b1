package chat.parley.message.attachment;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Paths of attachments as they are handed out: whoever holds one may read the file until it expires. Published clients put
 * media URLs straight into {@code <img>}, which sends no header.
 */
@ApplicationScoped
public class SignedPaths {

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;
    private final List<SecretKeySpec> accepted;
    private final AttachmentsConfig config;
    private final Clock clock;

    public SignedPaths(AttachmentsConfig config, Clock clock) {
        this.key = key(config.signingKey());
        this.accepted = Stream.concat(Stream.of(config.signingKey()), config.acceptedKeys().orElse(List.of()).stream())
                .map(SignedPaths::key)
                .toList();
        this.config = config;
        this.clock = clock;
    }

    /** The path with {@code ?expires=…&signature=…}; expires is in Unix seconds. */
    public String sign(String path) {
        var expires = clock.instant().plus(config.urlLife()).getEpochSecond();
        return path + "?expires=" + expires + "&signature=" + signature(key, path, expires);
    }

    /** Whether this signature was given out for this path, and has not expired. */
    boolean isGood(String path, String expires, String signature) {
        if (expires == null || signature == null || !expires.matches("[0-9]{1,12}")) {
            return false;
        }
        var until = Long.parseLong(expires);
        return until > clock.instant().getEpochSecond()
                && accepted.stream()
                        .anyMatch(key -> MessageDigest.isEqual(bytes(signature(key, path, until)), bytes(signature)));
    }

    private static SecretKeySpec key(String secret) {
        return new SecretKeySpec(bytes(secret), ALGORITHM);
    }

    private static String signature(SecretKeySpec key, String path, long expires) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            var signed = mac.doFinal(bytes(path + "\n" + expires));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(signed);
        } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
