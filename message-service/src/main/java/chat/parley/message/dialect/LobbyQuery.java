package chat.parley.message.dialect;

import chat.parley.message.dialect.LobbyInvalid.FieldError;
import jakarta.ws.rs.core.MultivaluedMap;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which messages of the lobby are asked for.
 *
 * @param limit how many at most, the newest of them
 * @param before only those with a smaller id
 */
record LobbyQuery(int limit, long before) {

    static final int MOST = 1_000;

    /** @throws LobbyInvalid when a parameter makes no sense; each that does not is named */
    static LobbyQuery of(MultivaluedMap<String, String> parameters) {
        var errors = new ArrayList<FieldError>();
        var limit = number(parameters, "limit", MOST, errors);
        var before = number(parameters, "before", Long.MAX_VALUE, errors);
        if (!errors.isEmpty()) {
            throw new LobbyInvalid(errors);
        }
        return new LobbyQuery(limit.orElse((long) MOST).intValue(), before.orElse(Long.MAX_VALUE));
    }

    /** Of a parameter that is given more than once, the last counts. */
    private static Optional<Long> number(
            MultivaluedMap<String, String> parameters, String name, long most, List<FieldError> errors) {
        if (!parameters.containsKey(name)) {
            return Optional.empty();
        }
        var text = parameters.get(name).getLast();
        var error = error(name, text, most);
        error.ifPresent(errors::add);
        return error.isPresent() ? Optional.empty() : Optional.of(Long.parseLong(text.strip()));
    }

    private static Optional<FieldError> error(String name, String text, long most) {
        if (!text.strip().matches("[+-]?[0-9]{1,100}")) {
            return Optional.of(FieldError.noInteger(name, text));
        }
        var value = new BigInteger(text.strip());
        if (value.signum() <= 0) {
            return Optional.of(FieldError.tooSmall(name, text, 1));
        }
        return value.compareTo(BigInteger.valueOf(most)) > 0
                ? Optional.of(FieldError.tooLarge(name, text, most))
                : Optional.empty();
    }
}
