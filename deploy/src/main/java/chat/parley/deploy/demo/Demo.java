package chat.parley.deploy.demo;

import chat.parley.deploy.CannotRun;
import chat.parley.deploy.Console;
import chat.parley.deploy.client.Api;
import chat.parley.deploy.client.ChatSocket;
import chat.parley.deploy.client.Frames;
import chat.parley.deploy.client.Login;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/** {@code ./parley demo}: two new users meet and chat on a running stack, and everything is as it should be. */
public final class Demo {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int SESSION_ENDED = 4001;

    private final Console console;
    private final Api api;
    private final String suffix =
            Integer.toString(ThreadLocalRandom.current().nextInt(36 * 36 * 36 * 36, Integer.MAX_VALUE), 36);

    public Demo(URI address, Console console) {
        this.console = console;
        this.api = new Api(address, new Transcript(console));
    }

    /** @throws CannotRun when something is not as expected */
    public void run() {
        step("Ada and Ben sign up");
        var ada = api.signUp("ada-" + suffix, password());
        var ben = api.signUp("ben-" + suffix, password());
        step("Ada asks Ben to be her friend, and Ben says yes");
        var channel = api.befriend(ada, ben);
        step("Both open a socket");
        try (var adas = api.open(ada);
                var bens = api.open(ben)) {
            chat(channel, adas, bens);
            step("Ben reads the history over HTTP");
            checkHistory(ben, channel);
            step("Ada logs out, and her socket is closed");
            api.logOut(ada);
            expect(adas.awaitClose(PATIENCE) == SESSION_ENDED, "Ada's socket was not closed with 4001");
        }
        api.close();
        console.say("%nEverything was as expected.");
    }

    private void chat(String channel, ChatSocket ada, ChatSocket ben) {
        step("Ada says hello; both get the message");
        var atAda = next(ada, frame -> Frames.says(frame, "Hello Ben"));
        var atBen = next(ben, frame -> Frames.says(frame, "Hello Ben"));
        ada.send(Frames.message(channel, "Hello Ben"));
        await(atAda, "Ada's own message did not come back to her");
        var message = await(atBen, "Ada's message did not reach Ben").getJsonObject("message");

        step("Ben marks it as seen; Ada is told");
        var seen = next(ada, frame -> Frames.isSeen(frame, "Hello Ben"));
        ben.send(Frames.seen(channel, message.getString("id")));
        await(seen, "Ada was not told that Ben has seen her message");

        step("Ben answers");
        var answer = next(ada, frame -> Frames.says(frame, "Hello Ada"));
        ben.send(Frames.message(channel, "Hello Ada"));
        await(answer, "Ben's answer did not reach Ada");
    }

    private void checkHistory(Login ben, String channel) {
        var history = api.history(ben, channel).stream().map(Frames::content).toList();
        expect(history.equals(List.of("Hello Ben", "Hello Ada")), "The history is " + history);
    }

    private void step(String what) {
        console.say("%n%s", what);
    }

    private static String password() {
        return "Demo-1-" + Long.toString(ThreadLocalRandom.current().nextLong(Long.MAX_VALUE), 36);
    }

    /** The next such frame, also when it comes before it is waited for. */
    private static CompletableFuture<JsonObject> next(ChatSocket socket, Predicate<JsonObject> wanted) {
        var found = new CompletableFuture<JsonObject>();
        socket.onFrame(frame -> {
            if (wanted.test(frame)) {
                found.complete(frame);
            }
        });
        return found;
    }

    private static JsonObject await(CompletableFuture<JsonObject> frame, String otherwise) {
        try {
            return frame.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException missing) {
            throw CannotRun.because("%s within %d s.", otherwise, PATIENCE.toSeconds());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw CannotRun.because("Interrupted.");
        }
    }

    private static void expect(boolean holds, String otherwise) {
        if (!holds) {
            throw CannotRun.because("%s.", otherwise);
        }
    }
}
