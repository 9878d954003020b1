package chat.parley.auth.account;

import chat.parley.auth.password.PasswordRule;
import chat.parley.common.failure.Invalid;

/**
 * What somebody signs up with, checked.
 *
 * @param email null when the dialect asks for none
 */
public record NewAccount(String username, String password, String email, String firstName, String lastName) {

    private static final int MAX_NAME = 150;

    /** @throws Invalid with the first thing that is wrong */
    public static NewAccount of(
            String username, String password, String email, String firstName, String lastName, PasswordRule rule) {
        Username.check(username);
        if (email != null) {
            Email.check(email);
        }
        rule.check(password, username);
        return new NewAccount(username, password, email, name(firstName, "first"), name(lastName, "last"));
    }

    private static String name(String name, String which) {
        if (name.length() > MAX_NAME) {
            throw new Invalid(which + "-name-too-long", "A name has at most 150 characters.");
        }
        return name;
    }

    @Override
    public String toString() {
        return "NewAccount[" + username + "]";
    }
}
