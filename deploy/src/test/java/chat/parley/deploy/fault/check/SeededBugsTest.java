package chat.parley.deploy.fault.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The checker, checked: every bug is named by its check and by no other, and what has no bug is not accused. */
class SeededBugsTest {

    private static final int SEEDS = 25;

    @Test
    void aServerWithoutBugsPasses() {
        for (var seed = 0L; seed < 5 * SEEDS; seed++) {
            var observed = ModelChat.run(seed, null);

            assertThat(observed.stored().values()).as("seed %d", seed).noneMatch(messages -> messages.size() < 10);
            assertThat(Checker.check(observed).toString()).as("seed %d", seed).isEqualTo("{}");
        }
    }

    @ParameterizedTest
    @EnumSource(Bug.class)
    void aBugTurnsItsCheckRedAndNoOther(Bug bug) {
        var red = EnumSet.noneOf(Check.class);

        LongStream.range(0, SEEDS)
                .forEach(seed ->
                        red.addAll(Checker.check(ModelChat.run(seed, bug)).red()));

        assertThat(red).containsExactly(bug.check());
    }
}
