package chat.parley.gateway.dialect;

import java.util.Optional;

/** The {@code Authorization} header with a bearer token (RFC 6750, section 2.1). */
final class Bearer {

    private static final String SCHEME = "bearer ";

    private Bearer() {}

    /** Empty when there is no such header, or it is of another scheme. */
    static Optional<String> token(String header) {
        return Optional.ofNullable(header)
                .filter(value -> value.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .map(value -> value.substring(SCHEME.length()).strip());
    }
}
