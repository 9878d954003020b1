package chat.parley.deploy.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;

/**
 * A certificate for one host name, which vouches for itself, and its key; both in files.
 *
 * @param certificate PEM
 * @param key PKCS #8, PEM, for the owner's eyes alone
 */
record TestCertificate(Path certificate, Path key) {

    private static final char[] PASSWORD = "password".toCharArray();

    static TestCertificate forHost(String host, Path directory, String name) throws Exception {
        var store = directory.resolve(name + ".p12");
        var keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "own",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "SAN=dns:" + host,
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(keytool.waitFor()).isZero();
        return written(store, directory, name);
    }

    private static TestCertificate written(Path store, Path directory, String name)
            throws IOException, GeneralSecurityException {
        var keys = KeyStore.getInstance(store.toFile(), PASSWORD);
        var files = new TestCertificate(directory.resolve(name + ".crt"), directory.resolve(name + ".key"));
        write(files.certificate, "CERTIFICATE", keys.getCertificate("own").getEncoded());
        write(files.key, "PRIVATE KEY", keys.getKey("own", PASSWORD).getEncoded());
        return files;
    }

    private static void write(Path file, String label, byte[] der) throws IOException {
        var base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        Files.writeString(file, "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(label, base64, label));
    }
}
