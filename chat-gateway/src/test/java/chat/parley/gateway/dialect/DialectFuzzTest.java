package chat.parley.gateway.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.common.http.PublicUrl;
import chat.parley.common.testing.fuzz.Fuzz;
import chat.parley.common.testing.fuzz.Mutations;
import chat.parley.gateway.session.SocketConfig;
import chat.parley.gateway.testing.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Provide;

/** Frames that are nearly as their examples: a codec never throws, and says what makes no sense. */
class DialectFuzzTest {

    private static final SocketConfig CONFIG = Settings.defaults(SocketConfig.class);
    private static final Dialect FRIENDSHIP =
            new FriendshipDialect(new PublicUrl(URI.create("http://127.0.0.1:8000")), CONFIG);
    private static final Dialect LOBBY = new LobbyDialect(CONFIG);
    private static final Dialect THREAD = new ThreadDialect(CONFIG);

    @Provide
    Arbitrary<String> friendshipFrames() {
        return Mutations.of(examples("friendship"));
    }

    @Provide
    Arbitrary<String> lobbyFrames() {
        return Mutations.of("Hello everybody", "x".repeat(16_384), "\ud83d\ude00".repeat(8_192));
    }

    @Provide
    Arbitrary<String> threadFrames() {
        return Mutations.of(examples("thread"));
    }

    @Provide
    Arbitrary<String> headers() {
        return Mutations.of("Bearer eyJhbGciOiJSUzI1NiJ9.e30.c2ln", "bearer x", "Basic YTpi");
    }

    @Fuzz
    void friendship(@ForAll("friendshipFrames") String frame) {
        assertThat(FRIENDSHIP.decode(frame)).isNotNull();
    }

    @Fuzz
    void lobby(@ForAll("lobbyFrames") String frame) {
        assertThat(LOBBY.decode(frame)).isNotNull();
    }

    @Fuzz
    void thread(@ForAll("threadFrames") String frame) {
        assertThat(THREAD.decode(frame)).isNotNull();
    }

    @Fuzz
    void credentialsAreReadFromWhateverIsThere(@ForAll("headers") String header) {
        for (var dialect : new Dialect[] {FRIENDSHIP, LOBBY, THREAD}) {
            assertThat(dialect.credentials(_ -> header, _ -> header)).isNotNull();
            assertThat(dialect.credentials(_ -> header, _ -> null)).isNotNull();
            assertThat(dialect.credentials(_ -> null, _ -> header)).isNotNull();
        }
    }

    private static String[] examples(String dialect) {
        try (var files = Files.list(Path.of("src/test/resources/frames", dialect, "client"))) {
            return files.filter(Files::isRegularFile).map(DialectFuzzTest::text).toArray(String[]::new);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
