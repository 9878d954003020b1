package chat.parley.deploy.contract;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import chat.parley.deploy.system.StackExtension;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** The conversations of the published documents, request by request, through the edge. */
@ExtendWith(StackExtension.class)
class ConversationTest {

    private Telling telling;

    @TestFactory
    List<DynamicTest> friendship(URI address) throws IOException {
        return tell("friendship", address);
    }

    @TestFactory
    List<DynamicTest> social(URI address) throws IOException {
        return tell("social", address);
    }

    @TestFactory
    List<DynamicTest> lobby(URI address) throws IOException {
        return tell("lobby", address);
    }

    @TestFactory
    List<DynamicTest> thread(URI address) throws IOException {
        return tell("thread", address);
    }

    @TestFactory
    List<DynamicTest> v1(URI address) throws IOException {
        return tell("v1", address);
    }

    @TestFactory
    List<DynamicTest> together(URI address) throws IOException {
        return tell("together", address);
    }

    @TestFactory
    List<DynamicTest> blocks(URI address) throws IOException {
        return tell("blocks", address);
    }

    @AfterEach
    void hangUp() {
        telling.close();
    }

    private List<DynamicTest> tell(String dialect, URI address) throws IOException {
        var script = Script.of("/conversations/" + dialect + ".yaml");
        telling = new Telling(address, script.people());
        var tests = new ArrayList<DynamicTest>();
        script.steps().forEach(step -> tests.add(dynamicTest(step.title(), () -> telling.take(step))));
        tests.add(dynamicTest("Nothing else was said", telling::checkNothingElseCame));
        return tests;
    }
}
