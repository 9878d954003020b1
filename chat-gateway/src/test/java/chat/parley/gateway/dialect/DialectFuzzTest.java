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
    private static final PublicUrl URL = new PublicUrl(URI.create("http://127.0.0.1:8000"));
    private static final Dialect FRIENDSHIP = new FriendshipDialect(URL, CONFIG);
    private static final Dialect LOBBY = new LobbyDialect();
    private static final Dialect THREAD = new ThreadDialect();
    private static final Dialect SOCIAL = new SocialDialect(URL);
    private static final Dialect V1 = new V1Dialect(URL);

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
    Arbitrary<String> v1Frames() {
        return Mutations.of(
                "{\"op\":\"send\",\"client_id\":\"0b9b6f0e-65a5-4f6c-8f0a-8a2a4f1f0d01\",\"to\":\"7e6b0f3c-2a53-4b7e-9d0c-52f7ad5f6a01\",\"body\":\"hi\"}",
                "{\"op\":\"send\",\"client_id\":\"0b9b6f0e-65a5-4f6c-8f0a-8a2a4f1f0d01\",\"conversation\":\"7e6b0f3c-2a53-4b7e-9d0c-52f7ad5f6a01\",\"body\":\"\",\"attachments\":[\"7e6b0f3c-2a53-4b7e-9d0c-52f7ad5f6a01\"]}",
                "{\"op\":\"read\",\"conversation\":\"7e6b0f3c-2a53-4b7e-9d0c-52f7ad5f6a01\",\"seq\":12}",
                "{\"op\":\"typing\",\"conversation\":\"7e6b0f3c-2a53-4b7e-9d0c-52f7ad5f6a01\",\"on\":true}",
                "{\"op\":\"resume\",\"cursor\":\"MTc5NTI0MDg3MCw3ZTZiMGYzYw\"}",
                "{\"op\":\"auth\",\"token\":\"a.b.c\"}",
                "{\"op\":\"ping\"}");
    }

    @Provide
    Arbitrary<String> headers() {
        return Mutations.of(
                "parley.v1, parley.ticket.q1w2e3r4t5y6u7i8",
                "Bearer eyJhbGciOiJSUzI1NiJ9.e30.c2ln",
                "bearer x",
                "Basic YTpi");
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
    void social(@ForAll("threadFrames") String frame) {
        assertThat(SOCIAL.decode(frame)).isNotNull();
    }

    @Fuzz
    void v1(@ForAll("v1Frames") String frame) {
        assertThat(V1.decode(frame)).isNotNull();
    }

    @Fuzz
    void credentialsAreReadFromWhateverIsThere(@ForAll("headers") String header) {
        for (var dialect : new Dialect[] {FRIENDSHIP, LOBBY, THREAD, SOCIAL, V1}) {
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
