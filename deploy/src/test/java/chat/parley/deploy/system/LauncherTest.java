package chat.parley.deploy.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

class LauncherTest {

    private static final String PASSWORD = "Correct-h0rse";
    private static final int BY_SIGINT = 130;

    private Launcher launcher;

    @BeforeEach
    void make(TestInfo test) throws Exception {
        launcher = Launcher.of(test.getTestMethod().orElseThrow().getName());
    }

    @AfterEach
    void stop() throws Exception {
        launcher.stop();
    }

    @Test
    void aTakenPortIsNamedWithItsOwner() throws Exception {
        try (var _ = new ServerSocket(launcher.port(), 1, InetAddress.getLoopbackAddress())) {
            launcher.run("up");

            assertThat(launcher.awaitExit()).isEqualTo(1);
            assertThat(launcher.output()).contains("Port " + launcher.port() + ", which the edge needs, is taken");
            assertThat(launcher.processes()).isEmpty();
        }
    }

    @Test
    void anUnknownCommandIsSaidInASentence() throws Exception {
        launcher.run("fly");

        assertThat(launcher.awaitExit()).isEqualTo(1);
        assertThat(launcher.output())
                .contains("parley: There is no command \"fly\"")
                .doesNotContain("Exception");
    }

    @Test
    void aServiceThatCannotStartEndsTheWholeStack() throws Exception {
        launcher.run("up", Map.of("PARLEY_IDENTITY_CLOCK_SKEW", "a while"));

        assertThat(launcher.awaitExit()).isEqualTo(1);
        assertThat(launcher.output())
                .containsPattern("parley: [a-z-]+ ended with code 1 before it was ready; see .*\\.log\\.")
                .doesNotContain("is ready after");
        assertThat(launcher.processes()).isEmpty();
    }

    @Test
    void ctrlCLeavesNoProcessAndTheDataStaysUntilReset() throws Exception {
        launcher.run("up");
        launcher.awaitReady();
        try (var api = launcher.api()) {
            api.signUp("ada", PASSWORD);
        }
        var processes = launcher.processes();
        assertThat(processes).hasSizeGreaterThanOrEqualTo(8).allMatch(ProcessHandle::isAlive);

        launcher.signal("INT");

        assertThat(launcher.awaitExit()).isEqualTo(BY_SIGINT);
        assertThat(processes).noneMatch(ProcessHandle::isAlive);

        launcher.run("up");
        launcher.awaitReady();
        try (var api = launcher.api()) {
            assertThat(api.logIn("ada", PASSWORD).username()).isEqualTo("ada");
        }

        launcher.signal("TERM");
        launcher.awaitExit();
        launcher.run("reset");

        assertThat(launcher.awaitExit()).isZero();
        assertThat(launcher.home().resolve("postgres")).doesNotExist();
        assertThat(launcher.home().resolve("secrets.properties")).doesNotExist();
    }

    @Test
    void whatAKilledLauncherLeavesIsEndedByTheNext() throws Exception {
        launcher.run("up");
        launcher.awaitReady();
        launcher.signal("KILL");
        launcher.awaitExit();
        var leftovers = launcher.processes();
        assertThat(leftovers).hasSizeGreaterThanOrEqualTo(7).allMatch(ProcessHandle::isAlive);

        launcher.run("reset");

        assertThat(launcher.awaitExit()).isZero();
        assertThat(leftovers).noneMatch(ProcessHandle::isAlive);
        assertThat(Files.exists(launcher.home().resolve("postgres"))).isFalse();
    }

    @Test
    void aSecondLauncherLeavesTheFirstAlone() throws Exception {
        launcher.run("up");
        await().until(() -> !launcher.processes().isEmpty());
        var second = launcher.beside();

        second.run("up");

        assertThat(second.awaitExit()).isEqualTo(1);
        assertThat(second.output()).contains("Parley is already running from " + launcher.home());
        launcher.signal("INT");
        assertThat(launcher.awaitExit()).isEqualTo(BY_SIGINT);
        assertThat(launcher.processes()).isEmpty();
    }
}
