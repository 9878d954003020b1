package chat.parley.deploy.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StackExtension.class)
class LobbyTest {

    private static final int EACH = 300;

    /** Three who speak at once, on both gateways and through the edge. */
    @Test
    void everySocketOnEveryGatewaySeesOneOrderAndItIsTheHistory(RunningStack stack) {
        var speakers = Stream.of("ada", "ben", "eve")
                .map(name -> register(stack, name))
                .toList();
        var addresses = List.of(stack.gatewayAddress(0), stack.gatewayAddress(1), URI.create(stack.address()));
        var sockets = IntStream.range(0, speakers.size())
                .mapToObj(i ->
                        TextSocket.open(addresses.get(i), "/ws", speakers.get(i).access()))
                .toList();
        var expected = EACH * speakers.size();

        for (int i = 0; i < EACH; i++) {
            for (var socket : sockets) {
                socket.send("number " + i);
            }
        }

        await().atMost(Duration.ofSeconds(60))
                .until(() -> sockets.stream()
                        .allMatch(socket -> saidBy(speakers, socket.frames()).size() >= expected));
        var history = saidBy(speakers, history(stack, speakers.getFirst()));
        for (var socket : sockets) {
            assertThat(saidBy(speakers, socket.frames())).containsExactlyElementsOf(history);
        }
        for (var speaker : speakers) {
            assertThat(history.stream().filter(said -> said.startsWith(speaker.username() + ":")))
                    .containsExactlyElementsOf(IntStream.range(0, EACH)
                            .mapToObj(i -> speaker.username() + ": number " + i)
                            .toList());
        }
        sockets.forEach(TextSocket::close);
    }

    private static Speaker register(RunningStack stack, String name) {
        var username = name + UUID.randomUUID().toString().substring(0, 8);
        var credentials = new JsonObject().put("username", username).put("password", "correct horse battery");
        stack.api().call("POST", "/auth/register", null, credentials).expect(200);
        var tokens = stack.api().call("POST", "/auth/login", null, credentials).expect(200);
        return new Speaker(username, tokens.json().getString("access_token"));
    }

    /** The room is everybody's: what others say in it meanwhile is none of this. */
    private static List<String> saidBy(List<Speaker> speakers, List<String> said) {
        return said.stream()
                .filter(text -> speakers.stream().anyMatch(speaker -> text.startsWith(speaker.username() + ":")))
                .toList();
    }

    /** The newest thousand, oldest first. */
    private static List<String> history(RunningStack stack, Speaker reader) {
        return stack.api().call("GET", "/auth/messages", reader.access(), null).expect(200).array().stream()
                .map(JsonObject.class::cast)
                .map(said -> said.getString("username") + ": " + said.getString("text"))
                .toList();
    }

    private record Speaker(String username, String access) {}
}
