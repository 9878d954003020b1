package chat.parley.deploy.system;

import chat.parley.deploy.client.Api;
import chat.parley.deploy.client.Frames;
import chat.parley.deploy.client.Login;
import io.vertx.core.json.JsonObject;
import java.sql.SQLException;
import java.util.List;

/** Two new friends and their channel. */
record Conversation(Login ada, Login ben, String channel) {

    static Conversation of(RunningStack stack) {
        var ada = stack.newUser("ada");
        var ben = stack.newUser("ben");
        return new Conversation(ada, ben, stack.api().befriend(ada, ben));
    }

    /** What was said, as the history tells it, oldest first. */
    List<String> history(Api api) {
        return api.history(ben, channel).stream().map(Frames::content).toList();
    }

    /** Their places as stored, ascending. */
    List<Long> seqs(RunningStack stack) throws SQLException {
        return stack.seqs(ada, ben);
    }

    /** What a socket has got of it, in order. */
    List<String> said(List<JsonObject> frames) {
        return frames.stream()
                .filter(Frames::isMessage)
                .map(frame -> frame.getJsonObject("message"))
                .filter(message ->
                        channel.equals(message.getJsonObject("message").getString("friendship")))
                .map(Frames::content)
                .toList();
    }
}
