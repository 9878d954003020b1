package chat.parley.deploy.system;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.deploy.Console;
import chat.parley.deploy.demo.Demo;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StackExtension.class)
class JourneyTest {

    /** The demo stops at the first thing that is not as it should be. */
    @Test
    void twoNewUsersMeetAndChatThroughTheEdge(RunningStack stack) {
        var transcript = new ByteArrayOutputStream();

        new Demo(URI.create(stack.address()), new Console(new PrintStream(transcript, true, StandardCharsets.UTF_8)))
                .run();

        assertThat(transcript.toString(StandardCharsets.UTF_8))
                .contains("Everything was as expected.")
                .doesNotContainPattern("eyJ[\\w-]+\\.[\\w-]+\\.[\\w-]+")
                .doesNotContain("Demo-1-");
    }

    @Test
    void oneDocumentHasThePathsOfAllServices(RunningStack stack) {
        var document = stack.api().call("GET", "/api/schema/", null, null).expect(200);

        assertThat(document.json().getJsonObject("paths").fieldNames())
                .contains(
                        "/api/users/login/",
                        "/api/users/profile/",
                        "/api/users/friendship/",
                        "/api/messages/friendship/")
                .noneMatch(path -> path.startsWith("/internal"));
    }
}
