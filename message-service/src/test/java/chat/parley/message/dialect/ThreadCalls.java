package chat.parley.message.dialect;

import static chat.parley.message.testing.Api.as;
import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.common.chat.Command;
import chat.parley.common.chat.Outcome;
import chat.parley.common.chat.Target;
import chat.parley.common.event.Person;
import chat.parley.message.testing.Example;
import chat.parley.message.testing.Gateway;
import chat.parley.message.testing.Neighbour;
import chat.parley.message.testing.User;
import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;

/** What clients of {@code thread} ask, and what a gateway asks for them. */
abstract class ThreadCalls {

    static final String THREADS = "/chat/get-user-threads/";
    static final String FILES = "/chat/chat-attachment/";

    @Inject
    Gateway gateway;

    final User ada = User.named("ada");
    final User bob = User.named("bob");

    @BeforeEach
    void haveSignedUp() {
        Neighbour.knows(new Person(
                ada.id(),
                ada.number(),
                "ada",
                "ada@example.org",
                "Ada",
                "Lovelace",
                "/media/avatars/x.jpg",
                null,
                "online",
                3));
        Neighbour.knows(bob.person());
    }

    Map<String, Object> people() {
        return new HashMap<>(Map.of("ada", ada.id(), "bob", bob.id()));
    }

    /** Over a socket. */
    void say(User from, User to, String... texts) {
        // Whoever writes has looked at whom they write to.
        messages(from, to).then().statusCode(200);
        for (var text : texts) {
            var outcome = gateway.ask(gateway.nodeWith(), from, new Target.OfUser(to.id()), send(text))
                    .getFirst();
            assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
        }
    }

    static Command.Send send(String text) {
        return new Command.Send(UUID.randomUUID(), text, List.of());
    }

    static String code(List<Outcome> outcomes) {
        return ((Outcome.Refused) outcomes.getFirst()).code();
    }

    static String path(User other) {
        return "/chat/messages/" + other.id() + "/";
    }

    static Response messages(User user, User other) {
        return as(user).get(path(other));
    }

    static Response sendFile(User from, User to, String text) {
        return form(from, to.id()).multiPart("message", text).post(FILES);
    }

    static RequestSpecification form(User from, Object receiver) {
        return as(from).multiPart("receiver", receiver.toString())
                .multiPart("attached_file", "notes.txt", new byte[1536], "text/plain");
    }

    static JsonNode json(io.restassured.response.ValidatableResponse answer) {
        return Example.json(answer.extract().asString());
    }
}
