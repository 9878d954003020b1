package chat.parley.deploy.demo;

import chat.parley.deploy.Console;
import chat.parley.deploy.client.Trace;
import java.util.regex.Pattern;

/** Writes what goes over the wire for a person to read; tokens and passwords are cut short. */
final class Transcript implements Trace {

    private static final Pattern TOKEN = Pattern.compile("(eyJ[\\w-]{4})[\\w-]*\\.[\\w-]+\\.[\\w-]+");
    private static final Pattern PASSWORD = Pattern.compile("(\"password\":\")[^\"]*");

    private final Console console;

    Transcript(Console console) {
        this.console = console;
    }

    @Override
    public void request(String method, String path, String body) {
        console.say("  → %s %s %s", method, path, readable(body));
    }

    @Override
    public void answer(int status, String body) {
        console.say("  ← %d %s", status, readable(body));
    }

    @Override
    public void sent(String username, String frame) {
        console.say("  ⇒ %s: %s", username, readable(frame));
    }

    @Override
    public void received(String username, String frame) {
        console.say("  ⇐ %s: %s", username, readable(frame));
    }

    @Override
    public void closed(String username, int code, String reason) {
        console.say("  ⇐ %s: closed, %d %s", username, code, reason);
    }

    private static String readable(String text) {
        return PASSWORD.matcher(TOKEN.matcher(text).replaceAll("$1…")).replaceAll("$1…");
    }
}
