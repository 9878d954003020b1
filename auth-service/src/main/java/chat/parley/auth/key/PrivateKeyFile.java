package chat.parley.auth.key;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.lang.JoseException;

/** A private RSA key in a file: {@code <kid>.jwk} (RFC 7517), or {@code <kid>.key} in PEM as Helm and OpenSSL write it. */
final class PrivateKeyFile {

    static final String PATTERN = "*.{jwk,key}";

    private static final Pattern PEM = Pattern.compile(
            "-----BEGIN (?<rsa>RSA )?PRIVATE KEY-----(?<base64>[^-]+)-----END \\1?PRIVATE KEY-----\\s*");

    /** What stands before an RSAPrivateKey (RFC 8017, A.1.2) in a PrivateKeyInfo (RFC 5208): version 0, rsaEncryption, OCTET STRING. */
    private static final byte[] RSA_ENCRYPTION = {
        0x02,
        0x01,
        0x00,
        0x30,
        0x0d,
        0x06,
        0x09,
        0x2a,
        (byte) 0x86,
        0x48,
        (byte) 0x86,
        (byte) 0xf7,
        0x0d,
        0x01,
        0x01,
        0x01,
        0x05,
        0x00
    };

    private PrivateKeyFile() {}

    /** @throws IllegalStateException if it holds no private RSA key */
    static PublicJsonWebKey read(Path file) throws IOException {
        var content = Files.readString(file);
        try {
            return file.toString().endsWith(".jwk") ? jwk(file, content) : pem(file, content);
        } catch (JoseException | GeneralSecurityException | IllegalArgumentException malformed) {
            throw new IllegalStateException(file + " is no private RSA key: " + malformed.getMessage(), malformed);
        }
    }

    private static PublicJsonWebKey jwk(Path file, String json) throws JoseException {
        var key = PublicJsonWebKey.Factory.newPublicJwk(json);
        if (key.getPrivateKey() == null || key.getKeyId() == null) {
            throw new IllegalStateException(file + " holds no private key with a kid");
        }
        return key;
    }

    private static PublicJsonWebKey pem(Path file, String text) throws GeneralSecurityException {
        var pem = PEM.matcher(text);
        if (!pem.matches()) {
            throw new IllegalStateException(file + " holds no private key in PEM");
        }
        var der = Base64.getMimeDecoder().decode(pem.group("base64"));
        var rsa = KeyFactory.getInstance("RSA");
        var key = (RSAPrivateCrtKey)
                rsa.generatePrivate(new PKCS8EncodedKeySpec(pem.group("rsa") == null ? der : privateKeyInfo(der)));
        var jwk = new RsaJsonWebKey((java.security.interfaces.RSAPublicKey)
                rsa.generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent())));
        jwk.setPrivateKey(key);
        jwk.setKeyId(file.getFileName().toString().replaceFirst("\\.key$", ""));
        return jwk;
    }

    private static byte[] privateKeyInfo(byte[] rsaPrivateKey) {
        return tagged(0x30, RSA_ENCRYPTION, tagged(0x04, rsaPrivateKey));
    }

    /** Any key is longer than 255 bytes and shorter than 64 KiB, so that its length takes two bytes (DER, X.690 8.1.3.5). */
    private static byte[] tagged(int tag, byte[]... contents) {
        var length = java.util.Arrays.stream(contents)
                .mapToInt(content -> content.length)
                .sum();
        var out =
                ByteBuffer.allocate(4 + length).put((byte) tag).put((byte) 0x82).putShort((short) length);
        for (var content : contents) {
            out.put(content);
        }
        return out.array();
    }
}
