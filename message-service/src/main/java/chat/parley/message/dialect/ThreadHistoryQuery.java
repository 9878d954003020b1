package chat.parley.message.dialect;

import jakarta.ws.rs.core.MultivaluedMap;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which messages of a thread are asked for.
 *
 * @param limit how many at most, the newest of them
 * @param before only those before the message with this id
 */
record ThreadHistoryQuery(int limit, Optional<Long> before) {

    private static final int MOST = 1_000;

    /** @throws ThreadInvalid when a parameter makes no sense; each that does not is named */
    static ThreadHistoryQuery of(MultivaluedMap<String, String> parameters) {
        var errors = new TreeMap<String, List<String>>();
        var limit = number(parameters, "limit", MOST, errors);
        var before = number(parameters, "before", Long.MAX_VALUE, errors);
        if (!errors.isEmpty()) {
            throw new ThreadInvalid(errors);
        }
        return new ThreadHistoryQuery(limit.orElse((long) MOST).intValue(), before);
    }

    private static Optional<Long> number(
            MultivaluedMap<String, String> parameters, String name, long most, Map<String, List<String>> errors) {
        if (!parameters.containsKey(name)) {
            return Optional.empty();
        }
        var text = parameters.getFirst(name).strip();
        var error = error(text, most);
        error.ifPresent(sentence -> errors.put(name, List.of(sentence)));
        return error.isPresent() ? Optional.empty() : Optional.of(Long.parseLong(text));
    }

    private static Optional<String> error(String text, long most) {
        if (!text.matches("-?[0-9]{1,100}")) {
            return Optional.of("A valid integer is required.");
        }
        var value = new BigInteger(text);
        if (value.signum() <= 0) {
            return Optional.of("Ensure this value is greater than or equal to 1.");
        }
        return value.compareTo(BigInteger.valueOf(most)) > 0
                ? Optional.of("Ensure this value is less than or equal to " + most + ".")
                : Optional.empty();
    }
}
