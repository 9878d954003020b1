package chat.parley.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** Certificates of those whose word is taken for the other side of a connection, and nobody else's. */
final class Authorities {

    private Authorities() {}

    /**
     * @param file certificates in PEM, one after another
     * @throws IllegalArgumentException when there are none in it
     */
    static TrustManager[] of(Path file) {
        try {
            var trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trusted.init(certificates(file));
            return trusted.getTrustManagers();
        } catch (IOException | GeneralSecurityException unreadable) {
            throw new IllegalArgumentException("There are no certificates to be read in " + file + ".", unreadable);
        }
    }

    private static KeyStore certificates(Path file) throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (var content = Files.newInputStream(file)) {
            for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(content)) {
                store.setCertificateEntry("authority-" + store.size(), certificate);
            }
        }
        if (store.size() == 0) {
            throw new IOException(file + " is empty");
        }
        return store;
    }
}
