package chat.parley.deploy.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.parley.deploy.CannotRun;
import chat.parley.deploy.fault.row.Row;
import chat.parley.deploy.fault.row.Rows;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultOptionsTest {

    @Test
    void nothingSaidIsEverything() {
        var options = FaultOptions.parse(List.of());

        assertThat(options.rows())
                .extracting(Row::number)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 24).boxed().toList());
        assertThat(options.extent().full()).isTrue();
        assertThat(options.extent().perSecond()).isEqualTo(200);
    }

    @Test
    void rowsComeInTheOrderInWhichTheyAreNamed() {
        var options =
                FaultOptions.parse(List.of("24", "2", "--minutes", "3", "--seed", "17", "--rate", "50", "--brief"));

        assertThat(options.rows()).containsExactly(Rows.of(24), Rows.of(2));
        assertThat(options.extent().random()).isEqualTo(Duration.ofMinutes(3));
        assertThat(options.repeat()).isEqualTo("24 2 --seed 17 --minutes 3 --rate 50 --brief");
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "5 --brief", "24 --brief --minutes 1", "24 --minutes 10 --rate 7"})
    void whatIsPrintedRepeatsTheRun(String arguments) {
        var options = FaultOptions.parse(List.of(arguments.split(" ")));

        var repeated = FaultOptions.parse(List.of(options.repeat().split(" ")));

        assertThat(repeated).isEqualTo(options);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "25", "x", "--never", "--seed", "--minutes 0", "--rate -1"})
    void whatMakesNoSenseIsRefused(String arguments) {
        assertThatThrownBy(() -> FaultOptions.parse(List.of(arguments.split(" "))))
                .isInstanceOf(CannotRun.class);
    }
}
