package chat.parley.message.dialect;

import chat.parley.common.failure.Failure;
import chat.parley.common.failure.Family;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A query that {@code lobby} answers with 422, in the shape of FastAPI's validation errors. */
final class LobbyInvalid extends Failure {

    private final transient List<FieldError> errors;

    LobbyInvalid(List<FieldError> errors) {
        super(Family.INVALID, "invalid-query", "The query is not valid.");
        this.errors = errors;
    }

    NotValid body() {
        return new NotValid(errors);
    }

    @Schema(name = "LobbyNotValid")
    record NotValid(List<FieldError> detail) {}

    /**
     * What is wrong with one parameter.
     *
     * @param ctx the limit that it broke, else null
     */
    @Schema(
            name = "LobbyFieldError",
            requiredProperties = {"type", "loc", "msg", "input"})
    record FieldError(
            @Schema(examples = "less_than_equal") String type,
            @Schema(examples = "[\"query\",\"limit\"]") List<String> loc,

            @Schema(examples = "Input should be less than or equal to 1000")
            String msg,

            @Schema(examples = "1001") String input,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Schema(examples = "{\"le\":1000}")
            Map<String, Long> ctx) {

        static FieldError noInteger(String name, String input) {
            return new FieldError(
                    "int_parsing",
                    List.of("query", name),
                    "Input should be a valid integer, unable to parse string as an integer",
                    input,
                    null);
        }

        static FieldError tooSmall(String name, String input, long least) {
            return new FieldError(
                    "greater_than_equal",
                    List.of("query", name),
                    "Input should be greater than or equal to " + least,
                    input,
                    Map.of("ge", least));
        }

        static FieldError tooLarge(String name, String input, long most) {
            return new FieldError(
                    "less_than_equal",
                    List.of("query", name),
                    "Input should be less than or equal to " + most,
                    input,
                    Map.of("le", most));
        }
    }
}
