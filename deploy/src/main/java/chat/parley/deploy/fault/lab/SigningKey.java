package chat.parley.deploy.fault.lab;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.RSAPrivateKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** A signing key of the stack as a JWK (RFC 7517): what an operator makes when keys are rotated. */
public final class SigningKey {

    private static final int BITS = 2048;
    private static final List<String> PUBLIC = List.of("kty", "kid", "use", "alg", "n", "e");

    private final JsonObject jwk;

    private SigningKey(JsonObject jwk) {
        this.jwk = jwk;
    }

    public static SigningKey make(String kid) throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(BITS);
        var key = (RSAPrivateCrtKey) generator.generateKeyPair().getPrivate();
        return new SigningKey(new JsonObject()
                .put("kty", "RSA")
                .put("kid", kid)
                .put("use", "sig")
                .put("alg", "RS256")
                .put("n", encode(key.getModulus()))
                .put("e", encode(key.getPublicExponent()))
                .put("d", encode(key.getPrivateExponent()))
                .put("p", encode(key.getPrimeP()))
                .put("q", encode(key.getPrimeQ()))
                .put("dp", encode(key.getPrimeExponentP()))
                .put("dq", encode(key.getPrimeExponentQ()))
                .put("qi", encode(key.getCrtCoefficient())));
    }

    /** The one that signs, which is the last by name. */
    public static SigningKey active(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            var last = files.filter(file -> file.toString().endsWith(".jwk"))
                    .max(Path::compareTo)
                    .orElseThrow();
            return new SigningKey(new JsonObject(Files.readString(last)));
        }
    }

    public String kid() {
        return jwk.getString("kid");
    }

    /** Beside the keys that are already there, in one step. */
    public void publish(Path jwks) throws IOException {
        var set = new JsonObject(Files.readString(jwks));
        var half = new JsonObject();
        PUBLIC.forEach(name -> half.put(name, jwk.getValue(name)));
        set.getJsonArray("keys", new JsonArray()).add(half);
        replace(jwks, set.encode());
    }

    /** Where auth-service finds it when it starts next. */
    public void install(Path directory) throws IOException {
        var file = directory.resolve(kid() + ".jwk");
        replace(file, jwk.encode());
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private static void replace(Path file, String content) throws IOException {
        var next = file.resolveSibling(file.getFileName() + ".next");
        Files.writeString(next, content);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** The same token, ending at another time: what time would do, without waiting for it. */
    public String withExpiry(String token, Instant expiry) throws GeneralSecurityException {
        var parts = token.split("\\.");
        var claims = new JsonObject(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8))
                .put("exp", expiry.getEpochSecond());
        var head = new JsonObject().put("alg", "RS256").put("typ", "JWT").put("kid", kid());
        var signed = encode(head.encode().getBytes(StandardCharsets.UTF_8)) + "."
                + encode(claims.encode().getBytes(StandardCharsets.UTF_8));
        var signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(
                KeyFactory.getInstance("RSA").generatePrivate(new RSAPrivateKeySpec(decode("n"), decode("d"))));
        signature.update(signed.getBytes(StandardCharsets.US_ASCII));
        return signed + "." + encode(signature.sign());
    }

    private BigInteger decode(String name) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(jwk.getString(name)));
    }

    private static String encode(BigInteger number) {
        var bytes = number.toByteArray();
        return encode(bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
