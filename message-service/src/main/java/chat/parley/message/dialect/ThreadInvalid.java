package chat.parley.message.dialect;

import chat.parley.common.failure.Failure;
import chat.parley.common.failure.Family;
import java.util.List;
import java.util.Map;

/** A request that {@code thread} answers with a field map. */
final class ThreadInvalid extends Failure {

    private final transient Map<String, List<String>> errors;

    ThreadInvalid(Map<String, List<String>> errors) {
        super(Family.INVALID, "invalid-request", "Invalid data");
        this.errors = errors;
    }

    static ThreadInvalid of(String field, String error) {
        return new ThreadInvalid(Map.of(field, List.of(error)));
    }

    Map<String, List<String>> errors() {
        return errors;
    }
}
