package chat.parley.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreHealthTest {

    @TempDir
    Path directory;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private StoreHealth health;

    @BeforeEach
    void makeIt() throws IOException {
        health = new StoreHealth(new DirectoryStore(directory.resolve("store"), incoming()), meters);
    }

    @Test
    void nothingIsSaidBeforeItWasLookedAt() {
        assertThat(figure()).isNaN();
        assertThat(said()).isEqualTo("not looked at yet");
    }

    @Test
    void whatIsAwayIsToldUntilItIsBack() throws IOException {
        health.look();
        assertThat(figure()).isEqualTo(1);
        assertThat(said()).isEqualTo("can be used");

        Files.delete(incoming());
        health.look();
        assertThat(figure()).isZero();
        assertThat(said()).contains(incoming().toString());

        Files.createDirectory(incoming());
        health.look();
        assertThat(figure()).isEqualTo(1);
    }

    @Test
    void serviceStaysReadyWithoutIt() throws IOException {
        Files.delete(incoming());

        health.look();

        assertThat(health.call().getStatus()).isEqualTo(Status.UP);
    }

    private Path incoming() {
        return directory.resolve("incoming");
    }

    private double figure() {
        return meters.get("parley.files.reachable").gauge().value();
    }

    private String said() {
        return (String) health.call().getData().orElseThrow().get("store");
    }
}
