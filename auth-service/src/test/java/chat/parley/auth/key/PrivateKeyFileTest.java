package chat.parley.auth.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrivateKeyFileTest {

    /** How long what stands before the RSAPrivateKey in a PrivateKeyInfo is, for keys of these sizes. */
    private static final int PRIVATE_KEY_INFO = 26;

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(ints = {2048, 3072, 4096})
    void aKeyAsOpenSslWritesItIsRead(int bits) throws Exception {
        var pair = pair(bits);

        var key = PrivateKeyFile.read(
                write("2026-11.key", "PRIVATE KEY", pair.getPrivate().getEncoded()));

        assertThat(key.getPrivateKey()).isEqualTo(pair.getPrivate());
        assertThat(key.getPublicKey()).isEqualTo(pair.getPublic());
        assertThat(key.getKeyId()).isEqualTo("2026-11");
    }

    @ParameterizedTest
    @ValueSource(ints = {2048, 3072, 4096})
    void aKeyAsHelmWritesItIsRead(int bits) throws Exception {
        var pair = pair(bits);
        var encoded = pair.getPrivate().getEncoded();

        var key = PrivateKeyFile.read(
                write("first.key", "RSA PRIVATE KEY", Arrays.copyOfRange(encoded, PRIVATE_KEY_INFO, encoded.length)));

        assertThat(key.getPrivateKey()).isEqualTo(pair.getPrivate());
        assertThat(key.getKeyId()).isEqualTo("first");
    }

    @Test
    void whatIsNoKeyIsRefusedWithTheFilesName() throws Exception {
        assertThatThrownBy(() -> PrivateKeyFile.read(write("a.key", "CERTIFICATE", new byte[300])))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("a.key");
        assertThatThrownBy(() -> PrivateKeyFile.read(write("b.key", "RSA PRIVATE KEY", new byte[300])))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("b.key");
        assertThatThrownBy(() -> PrivateKeyFile.read(Files.writeString(directory.resolve("c.jwk"), "{}")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("c.jwk");
    }

    private Path write(String name, String label, byte[] der) throws IOException {
        var base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return Files.writeString(
                directory.resolve(name), "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(label, base64));
    }

    private static KeyPair pair(int bits) throws NoSuchAlgorithmException {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits);
        return generator.generateKeyPair();
    }
}
