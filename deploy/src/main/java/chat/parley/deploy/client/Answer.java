package chat.parley.deploy.client;

import chat.parley.deploy.CannotRun;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** What a service answered. */
public record Answer(String request, int status, String body) {

    /** @throws CannotRun when the status is another one */
    public Answer expect(int wanted) {
        if (status != wanted) {
            throw CannotRun.because("%s was answered %d instead of %d: %s", request, status, wanted, body);
        }
        return this;
    }

    public JsonObject json() {
        return new JsonObject(body);
    }

    public JsonArray array() {
        return new JsonArray(body);
    }
}
