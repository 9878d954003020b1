package chat.parley.gateway;

import chat.parley.common.testing.RedisBacking;
import chat.parley.gateway.testing.FakeWriter;
import chat.parley.gateway.testing.Neighbours;
import chat.parley.gateway.testing.Person;
import chat.parley.gateway.testing.TestSocket;
import io.quarkus.test.common.QuarkusTestResource;
import jakarta.inject.Inject;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What tests over a socket need: a gateway with a real Redis, its neighbours played, and two people. */
@QuarkusTestResource(RedisBacking.class)
@QuarkusTestResource(Neighbours.class)
public abstract class SocketTest {

    @ConfigProperty(name = "quarkus.http.test-port")
    protected int port;

    @Inject
    protected FakeWriter writer;

    protected final Person anna = Person.named("anna");
    protected final Person ben = Person.named("ben");

    @BeforeEach
    void startNeighbours() {
        Neighbours.authAway = false;
        Neighbours.friendshipAway = false;
        Neighbours.friendshipAnswers = new CountDownLatch(0);
        Neighbours.uploadStatus = 201;
        writer.start();
    }

    @AfterEach
    void stopNeighbours() throws InterruptedException {
        writer.stop();
    }

    protected TestSocket open(Person as) {
        return TestSocket.open(port, as);
    }

    protected static String message(UUID channel, String text) {
        return """
                {"type":"friendship","channel":"%s","payload":"%s"}""".formatted(channel, text);
    }
}
