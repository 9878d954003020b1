package chat.parley.deploy.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StampTest {

    @ParameterizedTest
    @CsvSource({"0, 0, 0", "17, 3, 123456789012345", "9999, 2147483647, -5"})
    void comesBackFromTheClientIdAndFromAnyFrame(int sender, int place, long due) {
        var stamp = new Stamp(sender, place, due);

        assertThat(Stamp.ofClientId(stamp.clientId())).isEqualTo(stamp);
        assertThat(Stamp.inBody("ada: " + stamp.body())).isEqualTo(stamp);
        assertThat(Stamp.inBody("{\"op\":\"message\",\"body\":\"" + stamp.body() + "\",\"seq\":1}"))
                .isEqualTo(stamp);
    }
}
