package chat.parley.auth.dialect;

import chat.parley.common.failure.Failure;
import chat.parley.common.failure.Family;
import java.util.List;
import java.util.Map;

/** Fields that {@code social} refuses, each with its errors. */
final class SocialInvalid extends Failure {

    private final transient Map<String, List<String>> errors;

    SocialInvalid(Map<String, List<String>> errors) {
        super(Family.INVALID, "invalid-fields", "Some fields are not valid.");
        this.errors = errors;
    }

    static SocialInvalid of(String field, String error) {
        return new SocialInvalid(Map.of(field, List.of(error)));
    }

    /** The refusal of a signup as an error of the field it is about; any other refusal as it is. */
    static Failure of(Failure failure) {
        return switch (failure.code()) {
            case "email-taken" -> of("email", "user with this email already exists.");
            case "username-taken" -> of("username", "user with this username already exists.");
            case "invalid-email" -> of("email", failure.sentence());
            case "invalid-username" -> of("username", failure.sentence());
            case "password-too-short" ->
                of("password", "This password is too short. It must contain at least 8 characters.");
            case "password-too-long", "password-too-common", "password-is-username" ->
                of("password", failure.sentence());
            default -> failure;
        };
    }

    Map<String, List<String>> body() {
        return errors;
    }
}
