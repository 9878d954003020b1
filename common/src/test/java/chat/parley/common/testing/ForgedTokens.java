package chat.parley.common.testing;

import java.nio.charset.StandardCharsets;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;

/**
 * What may be made of a good access token, and must be refused wherever a token is read (RFC 8725): by a stranger, who has
 * the public key and keys of his own, and under the true key, as if another service signed with it. Each has a name that says what
 * is wrong. All of them are printable ASCII, so that they fit into a header.
 */
public final class ForgedTokens {

    private static final long SEED = 20_261_121;
    private static final int FLIPS = 60;

    private final String good;
    private final String header;
    private final String claims;
    private final String signature;
    private final PublicJsonWebKey key;
    private final RsaJsonWebKey strangers;
    private final Map<String, String> forged = new LinkedHashMap<>();

    private ForgedTokens(String good, PublicJsonWebKey key) throws JoseException {
        var parts = good.split("\\.");
        this.good = good;
        this.header = parts[0];
        this.claims = parts[1];
        this.signature = parts[2];
        this.key = key;
        this.strangers = RsaJwkGenerator.generateJwk(2048);
    }

    /**
     * More than 200 of them, by what is wrong with each.
     *
     * @param good an access token
     * @param key the pair that has signed it
     */
    public static Map<String, String> of(String good, PublicJsonWebKey key) {
        try {
            var all = new ForgedTokens(good, key);
            all.addAlgorithms();
            all.addSecrets();
            all.addStrangersKeys();
            all.addTrueKeyOnWrongClaims();
            all.addTrueKeyUnderWrongHeaders();
            all.addOtherForms();
            all.addFlips();
            return all.forged;
        } catch (JoseException | InvalidJwtException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Another algorithm is claimed, with the old signature, an empty one, or none. */
    private void addAlgorithms() {
        for (var algorithm : List.of(
                "none", "None", "NONE", "nOnE", "", "HS256", "HS384", "HS512", "RS384", "RS512", "PS256", "PS384",
                "PS512", "ES256", "ES384", "ES512", "EdDSA", "rs256", "RS256 ", "RSA1_5", "dir")) {
            var claimed =
                    encode("{\"alg\":\"%s\",\"kid\":\"%s\",\"typ\":\"JWT\"}".formatted(algorithm, key.getKeyId()));
            forged.put("alg " + algorithm + ", old signature", claimed + "." + claims + "." + signature);
            forged.put("alg " + algorithm + ", empty signature", claimed + "." + claims + ".");
            forged.put("alg " + algorithm + ", no signature", claimed + "." + claims);
        }
        for (var algorithm : List.of("null", "5", "[\"RS256\"]", "{}", "true")) {
            var claimed = encode("{\"alg\":%s,\"kid\":\"%s\",\"typ\":\"JWT\"}".formatted(algorithm, key.getKeyId()));
            forged.put("alg is " + algorithm, claimed + "." + claims + "." + signature);
        }
        forged.put("no alg", encode("{\"kid\":\"%s\"}".formatted(key.getKeyId())) + "." + claims + "." + signature);
    }

    /** A secret that everybody knows: the public key, in each form in which it might be taken for one. */
    private void addSecrets() throws JoseException {
        var der = key.getPublicKey().getEncoded();
        var pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
                + "\n-----END PUBLIC KEY-----\n";
        var secrets = new LinkedHashMap<String, byte[]>();
        secrets.put("the public key", der);
        secrets.put("the public key as PEM", pem.getBytes(StandardCharsets.US_ASCII));
        secrets.put(
                "the public key as PEM without its last line break", pem.strip().getBytes(StandardCharsets.US_ASCII));
        secrets.put(
                "the modulus", ((RSAPublicKey) key.getPublicKey()).getModulus().toByteArray());
        secrets.put("the JWK", key.toJson(OutputControlLevel.PUBLIC_ONLY).getBytes(StandardCharsets.UTF_8));
        secrets.put("the key id", padded(key.getKeyId()));
        secrets.put("zeros", new byte[64]);
        for (var secret : secrets.entrySet()) {
            for (var algorithm : List.of("HS256", "HS384", "HS512")) {
                forged.put(
                        algorithm + " under " + secret.getKey(),
                        sign(decode(claims), algorithm, key.getKeyId(), new HmacKey(secret.getValue()), _ -> {}));
            }
        }
    }

    /** Signed with a stranger's key, which the header tries to have believed. */
    private void addStrangersKeys() throws JoseException {
        for (var algorithm : List.of("RS256", "RS384", "RS512", "PS256")) {
            forged.put("a stranger's " + algorithm + " under our kid", strange(algorithm, key.getKeyId(), _ -> {}));
        }
        var own = RsaJwkGenerator.generateJwk(2048).toParams(OutputControlLevel.PUBLIC_ONLY);
        var headers = new LinkedHashMap<String, Object>();
        headers.put("jku", "http://127.0.0.1:1/jwks.json");
        headers.put("x5u", "http://127.0.0.1:1/certificate.pem");
        headers.put("jwk", strangers.toParams(OutputControlLevel.PUBLIC_ONLY));
        headers.put("x5c", List.of("MIIB"));
        headers.put("x5t", "c3RyYW5nZXI");
        headers.put("x5t#S256", "c3RyYW5nZXI");
        headers.put("iss", "parley");
        headers.put("b64", false);
        for (var extra : headers.entrySet()) {
            forged.put(
                    "a stranger's key, by " + extra.getKey(),
                    strange("RS256", key.getKeyId(), signed -> signed.setHeader(extra.getKey(), extra.getValue())));
            forged.put(
                    "a stranger's key, by " + extra.getKey() + " without a kid",
                    strange("RS256", null, signed -> signed.setHeader(extra.getKey(), extra.getValue())));
        }
        forged.put(
                "another jwk than the one that signs",
                strange("RS256", key.getKeyId(), signed -> signed.setHeader("jwk", own)));
        for (var kid : List.of(
                "",
                "unknown",
                "../../../../dev/null",
                "/dev/null",
                "' OR '1'='1",
                key.getKeyId() + " ",
                key.getKeyId().toUpperCase() + "x",
                "http://127.0.0.1:1/jwks.json",
                "*",
                "0")) {
            forged.put("a stranger's key under the kid " + kid, strange("RS256", kid, _ -> {}));
            forged.put(
                    "our key under the kid " + kid, sign(decode(claims), "RS256", kid, key.getPrivateKey(), _ -> {}));
        }
    }

    /** Our own key on what is no access token of ours, as when it were used for something else as well. */
    private void addTrueKeyOnWrongClaims() throws InvalidJwtException, JoseException {
        var now = Instant.now().getEpochSecond();
        for (var claim : List.of("iss", "aud", "exp", "sub", "user_id", "number", "sid", "token_type", "dialect")) {
            forged.put("without " + claim, ours(it -> it.unsetClaim(claim)));
            forged.put(claim + " is null", ours(it -> it.setClaim(claim, null)));
            forged.put(claim + " is an object", ours(it -> it.setClaim(claim, Map.of("a", 1))));
            forged.put(claim + " is an array of others", ours(it -> it.setClaim(claim, List.of("other", "another"))));
        }
        for (var issuer : List.of("", "other", "Parley", "parley ", "https://parley", "parley.evil")) {
            forged.put("iss " + issuer, ours(it -> it.setIssuer(issuer)));
            forged.put("aud " + issuer, ours(it -> it.setAudience(issuer)));
        }
        forged.put("several audiences, none ours", ours(it -> it.setAudience("a", "b")));
        for (var late : List.of(now - 60, 0L, -1L, Long.MIN_VALUE)) {
            forged.put("exp " + late, ours(it -> it.setClaim("exp", late)));
        }
        forged.put("exp as text", ours(it -> it.setClaim("exp", String.valueOf(now + 600))));
        forged.put("nbf in an hour", ours(it -> it.setNotBefore(NumericDate.fromSeconds(now + 3600))));
        forged.put("nbf as text", ours(it -> it.setClaim("nbf", "tomorrow")));
        for (var type : List.of("refresh", "Access", "ACCESS", "access ", "", "id", "socket")) {
            forged.put("token_type " + type, ours(it -> it.setClaim("token_type", type)));
        }
        for (var dialect : List.of("", "other", "V2", "friendship,v1")) {
            forged.put("dialect " + dialect, ours(it -> it.setClaim("dialect", dialect)));
        }
        for (var id : List.of("", "7", "not-an-id", "../7")) {
            forged.put("user_id " + id, ours(it -> it.setClaim("user_id", id)));
            forged.put("sid " + id, ours(it -> it.setClaim("sid", id)));
        }
        forged.put("number as text", ours(it -> it.setClaim("number", "7")));
    }

    private void addTrueKeyUnderWrongHeaders() throws JoseException {
        for (var type : List.of("at+jwt", "refresh", "JWE", "", "text/plain", "application/jwt+other")) {
            forged.put("typ " + type, ours(signed -> signed.setHeader("typ", type), key.getKeyId()));
        }
        forged.put(
                "without typ", ours(signed -> signed.getHeaders().setObjectHeaderValue("typ", null), key.getKeyId()));
        forged.put("without kid", sign(decode(claims), "RS256", null, key.getPrivateKey(), _ -> {}));
        for (var algorithm : List.of("RS384", "RS512", "PS256", "PS384", "PS512")) {
            forged.put(
                    "our key under " + algorithm,
                    sign(decode(claims), algorithm, key.getKeyId(), key.getPrivateKey(), _ -> {}));
        }
    }

    private void addOtherForms() {
        forged.put("swapped: header, signature, claims", header + "." + signature + "." + claims);
        forged.put("swapped: claims, header, signature", claims + "." + header + "." + signature);
        forged.put("swapped: claims, signature, header", claims + "." + signature + "." + header);
        forged.put("swapped: signature, header, claims", signature + "." + header + "." + claims);
        forged.put("swapped: signature, claims, header", signature + "." + claims + "." + header);
        forged.put("header alone", header);
        forged.put("claims alone", claims);
        forged.put("without header", "." + claims + "." + signature);
        forged.put("without claims", header + ".." + signature);
        forged.put("without signature", header + "." + claims + ".");
        forged.put("dots", "..");
        forged.put("nothing in five parts", "....");
        forged.put("a part too many", good + ".x");
        forged.put("an empty part too many", good + ".");
        forged.put("twice", good + good);
        forged.put("twice, with a comma", good + "," + good);
        forged.put("five parts", header + "." + claims + "." + signature + "." + claims + "." + signature);
        forged.put("the claims in the clear", header + "." + decode(claims).replace(" ", "") + "." + signature);
        forged.put("JSON instead of a token", "{\"alg\":\"RS256\"}");
        forged.put("null", "null");
        forged.put("a long word", "x".repeat(4_000));
        forged.put(
                "other claims under the old signature",
                header + "." + encode(decode(claims).replace("\"token_type\":\"", "\"token_type\":\"x")) + "."
                        + signature);
        forged.put(
                "another user under the old signature",
                header + "." + encode(decode(claims).replace("\"sub\":\"", "\"sub\":\"x")) + "." + signature);
        for (var cut : List.of(2, 3, 4, 8, 16, 86, 171, 256, 340)) {
            forged.put("the last " + cut + " of the signature cut off", good.substring(0, good.length() - cut));
            forged.put(
                    "the first " + cut + " of the signature cut off",
                    header + "." + claims + "." + signature.substring(cut));
        }
        forged.put("a signature of zeros", header + "." + claims + "." + encode(new byte[256]));
        forged.put("a signature of one", header + "." + claims + "." + encode(new byte[] {1}));
    }

    /**
     * One character is another: anywhere but in the last, of which a part of the bits stands for nothing.
     */
    private void addFlips() {
        var places = new ArrayList<Integer>();
        for (int place = 0; place < good.length() - 1; place++) {
            if (good.charAt(place) != '.') {
                places.add(place);
            }
        }
        Collections.shuffle(places, new Random(SEED));
        places.subList(0, FLIPS).forEach(place -> {
            var other = good.charAt(place) == 'A' ? 'B' : 'A';
            forged.put("character " + place + " changed", good.substring(0, place) + other + good.substring(place + 1));
        });
    }

    private String strange(String algorithm, String kid, Consumer<JsonWebSignature> more) throws JoseException {
        return sign(decode(claims), algorithm, kid, strangers.getPrivateKey(), more);
    }

    private String ours(Consumer<JwtClaims> wrong) throws InvalidJwtException, JoseException {
        var changed = new JwtConsumerBuilder()
                .setSkipAllValidators()
                .setSkipSignatureVerification()
                .build()
                .processToClaims(good);
        wrong.accept(changed);
        return sign(changed.toJson(), "RS256", key.getKeyId(), key.getPrivateKey(), _ -> {});
    }

    private String ours(Consumer<JsonWebSignature> more, String kid) throws JoseException {
        return sign(decode(claims), "RS256", kid, key.getPrivateKey(), more);
    }

    private static String sign(
            String payload, String algorithm, String kid, java.security.Key key, Consumer<JsonWebSignature> more)
            throws JoseException {
        var signed = new JsonWebSignature();
        signed.setAlgorithmHeaderValue(algorithm);
        signed.setHeader("typ", "JWT");
        if (kid != null) {
            signed.setKeyIdHeaderValue(kid);
        }
        signed.setPayload(payload);
        signed.setKey(key);
        signed.setDoKeyValidation(false);
        more.accept(signed);
        return signed.getCompactSerialization();
    }

    private static byte[] padded(String text) {
        return (text + "\0".repeat(64)).getBytes(StandardCharsets.UTF_8);
    }

    private static String decode(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }

    private static String encode(String text) {
        return encode(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
