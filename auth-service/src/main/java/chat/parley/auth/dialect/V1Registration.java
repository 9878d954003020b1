package chat.parley.auth.dialect;

import chat.parley.auth.account.NewAccount;
import chat.parley.auth.password.PasswordRule;
import chat.parley.common.failure.Failure;
import chat.parley.common.failure.Invalid;
import chat.parley.common.failure.InvalidRequest;
import chat.parley.common.http.JsonBody;

/** Reads what somebody signs up with in {@code v1}. */
final class V1Registration {

    private V1Registration() {}

    /** @throws InvalidRequest with the fields that are not as they should be */
    static NewAccount read(byte[] body) {
        var given = JsonBody.of(body);
        var username = given.text("username");
        var password = given.text("password");
        var email = given.textIfGiven("email").filter(text -> !text.isBlank());
        var firstName = given.textIfGiven("first_name");
        var lastName = given.textIfGiven("last_name");
        given.check();
        try {
            return NewAccount.of(
                    username,
                    password,
                    email.orElse(null),
                    firstName.orElse(""),
                    lastName.orElse(""),
                    PasswordRule.UNCOMMON);
        } catch (Invalid broken) {
            throw ofField(broken);
        }
    }

    /** A broken rule as an error of the field that it is about. */
    private static Failure ofField(Invalid broken) {
        return switch (broken.code()) {
            case "invalid-username" -> InvalidRequest.of("username", broken.sentence());
            case "invalid-email" -> InvalidRequest.of("email", broken.sentence());
            case "first-name-too-long" -> InvalidRequest.of("first_name", broken.sentence());
            case "last-name-too-long" -> InvalidRequest.of("last_name", broken.sentence());
            case "password-too-short", "password-too-long", "password-too-common", "password-is-username" ->
                InvalidRequest.of("password", broken.sentence());
            default -> broken;
        };
    }
}
