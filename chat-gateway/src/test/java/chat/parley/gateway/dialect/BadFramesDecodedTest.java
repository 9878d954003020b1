package chat.parley.gateway.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.common.http.PublicUrl;
import chat.parley.gateway.session.SocketConfig;
import chat.parley.gateway.testing.BadFrames;
import chat.parley.gateway.testing.Settings;
import java.net.URI;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What the codecs make of frames that mean nothing. */
class BadFramesDecodedTest {

    private static final PublicUrl URL = new PublicUrl(URI.create("http://127.0.0.1:8000"));

    /** Whether a cursor, a token, a receiver or a message is any good is not for a codec to say. */
    private static final Set<String> FOR_OTHERS =
            Set.of("invalid-cursor", "invalid-token", "Message not found", "a message to whom there is not");

    @Test
    void thereAreMoreThan200OfThem() {
        assertThat(BadFrames.count()).isGreaterThan(200);
    }

    @Test
    void v1RefusesThem() {
        check("v1", new V1Dialect(URL));
    }

    @Test
    void friendshipNamesTheError() {
        check("friendship", new FriendshipDialect(URL, Settings.defaults(SocketConfig.class)));
    }

    @Test
    void threadNamesTheError() {
        check("thread", new ThreadDialect());
    }

    private static void check(String name, Dialect dialect) {
        var others = new TreeMap<String, String>();
        for (var frame : BadFrames.of(name)) {
            var meant = said(dialect.decode(frame.text()));
            if (!FOR_OTHERS.contains(frame.gets()) && !FOR_OTHERS.contains(frame.is()) && !meant.equals(frame.gets())) {
                others.put(frame.is(), meant);
            }
        }
        assertThat(others).isEmpty();
    }

    private static String said(ClientFrame frame) {
        return switch (frame) {
            case ClientFrame.Invalid invalid -> invalid.code();
            case ClientFrame.Malformed malformed -> malformed.sentence();
            default -> "taken for " + frame.getClass().getSimpleName();
        };
    }
}
