package chat.parley.deploy.client;

import io.vertx.core.json.JsonObject;

/** The frames of the {@code friendship} socket. */
public final class Frames {

    private Frames() {}

    public static JsonObject message(String channel, String text) {
        return new JsonObject()
                .put("type", "friendship")
                .put("channel", channel)
                .put("payload", text);
    }

    /** The same (sender, clientId) is one message however often it is sent. */
    public static JsonObject message(String channel, String text, String clientId) {
        return message(channel, text).put("client_id", clientId);
    }

    public static JsonObject seen(String channel, String messageId) {
        return new JsonObject()
                .put("type", "friendship_notification_seen")
                .put("channel", channel)
                .put("message", messageId);
    }

    public static boolean isMessage(JsonObject frame) {
        return "friendship_message".equals(frame.getString("type"));
    }

    /** Whether it tells the sender that this text was seen. */
    public static boolean isSeen(JsonObject frame, String text) {
        return "chat_friendship_notification".equals(frame.getString("type"))
                && frame.getJsonObject("message").getBoolean("is_seen")
                && text.equals(content(frame.getJsonObject("message")));
    }

    /** Whether it is the message with this text. */
    public static boolean says(JsonObject frame, String text) {
        return isMessage(frame) && text.equals(content(frame.getJsonObject("message")));
    }

    /** @param status a message with its status, as in frames and in the history */
    public static String content(JsonObject status) {
        return status.getJsonObject("message").getString("content");
    }
}
