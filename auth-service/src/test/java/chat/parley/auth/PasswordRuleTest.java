package chat.parley.auth;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.parley.auth.password.PasswordRule;
import chat.parley.common.failure.Invalid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRuleTest {

    @ParameterizedTest
    @ValueSource(strings = {"Correct-h0rse", "Ünter1!x", "Aa1 aaaa"})
    void mixedPasswordsWillDo(String password) {
        assertThatCode(() -> PasswordRule.MIXED.check(password, "ada")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Aa1-", "lower-case-1", "UPPER-CASE-1", "No-Digit-", "NoSpecial1"})
    void simplePasswordsWillNot(String password) {
        assertThatThrownBy(() -> PasswordRule.MIXED.check(password, "ada")).isInstanceOf(Invalid.class);
    }

    @Test
    void seventyTwoBytesAreTheMost() {
        assertThatCode(() -> PasswordRule.MIXED.check("Aa1-" + "x".repeat(68), "ada"))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> PasswordRule.MIXED.check("Aa1-" + "ü".repeat(35), "ada"))
                .hasMessageContaining("72 bytes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password",
                "Password1",
                "12345678",
                "iloveyou",
                "QWERTYUIOP",
                "admin1234",
                "dolphin1",
                "ada.lovelace"
            })
    void commonPasswordsAndTheUsernameWillNot(String password) {
        assertThatThrownBy(() -> PasswordRule.UNCOMMON.check(password, "Ada.Lovelace"))
                .isInstanceOf(Invalid.class);
    }
}
