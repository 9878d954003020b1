package chat.parley.common.identity;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Map;
import java.util.TreeMap;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.lang.JoseException;

/**
 * Public keys in the file system: a key set (RFC 7517) in one file, or a directory of certificates (RFC 7468), each called
 * {@code <kid>.crt}, as Kubernetes mounts them.
 */
final class PublicKeyFiles {

    private static final String CERTIFICATE = ".crt";

    private PublicKeyFiles() {}

    /** Changes whenever a file is added, replaced or removed. */
    static Map<Path, FileTime> stamp(Path place) throws IOException {
        if (!Files.isDirectory(place)) {
            return Map.of(place, Files.getLastModifiedTime(place));
        }
        var stamp = new TreeMap<Path, FileTime>();
        try (var certificates = certificates(place)) {
            for (var certificate : certificates) {
                stamp.put(certificate, Files.getLastModifiedTime(certificate));
            }
        }
        return stamp;
    }

    static JsonWebKeySet read(Path place) throws IOException, JoseException {
        if (!Files.isDirectory(place)) {
            return new JsonWebKeySet(Files.readString(place));
        }
        var keys = new JsonWebKeySet();
        try (var certificates = certificates(place)) {
            for (var certificate : certificates) {
                keys.addJsonWebKey(parse(certificate));
            }
        }
        return keys;
    }

    private static DirectoryStream<Path> certificates(Path directory) throws IOException {
        return Files.newDirectoryStream(directory, "*" + CERTIFICATE);
    }

    private static JsonWebKey parse(Path certificate) throws IOException, JoseException {
        try (var pem = Files.newInputStream(certificate)) {
            var key = PublicJsonWebKey.Factory.newPublicJwk(CertificateFactory.getInstance("X.509")
                    .generateCertificate(pem)
                    .getPublicKey());
            var file = certificate.getFileName().toString();
            key.setKeyId(file.substring(0, file.length() - CERTIFICATE.length()));
            key.setAlgorithm(AlgorithmIdentifiers.RSA_USING_SHA256);
            return key;
        } catch (CertificateException malformed) {
            throw new JoseException(certificate + " is no certificate", malformed);
        }
    }
}
