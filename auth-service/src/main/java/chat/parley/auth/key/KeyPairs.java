package chat.parley.auth.key;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jwk.Use;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.lang.JoseException;

/** Makes a key pair: RSA 2048 (RFC 7518, section 3.3), named by the time at which it was made. */
final class KeyPairs {

    private static final int BITS = 2048;
    private static final DateTimeFormatter KID =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss").withZone(ZoneOffset.UTC);

    private KeyPairs() {}

    static void generate(Path privateKeys, Path publicKeySet) throws IOException, JoseException {
        var key = RsaJwkGenerator.generateJwk(BITS);
        key.setKeyId(KID.format(Instant.now()));
        key.setUse(Use.SIGNATURE);
        key.setAlgorithm(AlgorithmIdentifiers.RSA_USING_SHA256);
        Files.createDirectories(privateKeys);
        write(
                privateKeys.resolve(key.getKeyId() + ".jwk"),
                key.toJson(OutputControlLevel.INCLUDE_PRIVATE),
                "rw-------");
        Files.createDirectories(publicKeySet.toAbsolutePath().getParent());
        write(publicKeySet, new JsonWebKeySet(key).toJson(OutputControlLevel.PUBLIC_ONLY), "rw-r--r--");
    }

    /** In one step: a reader sees all of it or the old one, and nobody else ever sees a private key. */
    private static void write(Path file, String content, String permissions) throws IOException {
        var temporary = Files.createTempFile(
                file.toAbsolutePath().getParent(),
                "key",
                ".tmp",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(temporary, content);
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString(permissions));
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
