package chat.parley.auth.password;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommonPasswordsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password",
                "PASSWORD",
                "12345678",
                "trustno1",
                "dolphin1",
                "admin1234",
                "billbill",
                "catering",
                "17631763"
            })
    void commonOnesAreInTheListInAnyCase(String password) {
        assertThat(CommonPasswords.contains(password)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"correct horse", "Correct-h0rse", "", "password\r", "kv7#nrt2!"})
    void othersAreNot(String password) {
        assertThat(CommonPasswords.contains(password)).isFalse();
    }
}
