package chat.parley.auth;

import chat.parley.common.testing.Backing;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The usual backing, a directory in which a key pair is made, and a stand-in for user-service's avatars and the gateway's document. */
public class AuthBacking extends Backing {

    static final String AVATAR = "/media/avatars/accepted.jpg";

    private HttpServer users;
    private String reuseGrace = "10s";
    private String perAddress = "100000";

    @Override
    public void init(Map<String, String> arguments) {
        reuseGrace = arguments.getOrDefault("reuse-grace", reuseGrace);
        perAddress = arguments.getOrDefault("per-address", perAddress);
    }

    @Override
    public Map<String, String> start() {
        var config = new HashMap<>(super.start());
        config.put("parley.auth.keys.directory", config.get("parley.test.directory") + "/keys");
        config.put("parley.auth.keys.generate", "true");
        config.put("parley.auth.passwords.cost", "4");
        config.put("parley.auth.tokens.reuse-grace", reuseGrace);
        config.put("parley.auth.limits.per-name", "6");
        config.put("parley.auth.limits.per-address", perAddress);
        config.put("parley.auth.limits.at-once", "100000");
        var neighbours = "http://127.0.0.1:" + startUsers();
        config.put("parley.services.user", neighbours);
        config.put("parley.services.gateway", neighbours);
        return config;
    }

    @Override
    public void stop() {
        users.stop(0);
        super.stop();
    }

    private int startUsers() {
        try {
            users = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
            users.createContext("/internal/avatars", AuthBacking::acceptImage);
            users.createContext("/internal/asyncapi", AuthBacking::describeSockets);
            users.start();
            return users.getAddress().getPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** YAML and nothing else, as the gateway has it. */
    private static void describeSockets(HttpExchange exchange) throws IOException {
        var asked = String.valueOf(exchange.getRequestHeaders().getFirst("Accept"));
        var answer = "asyncapi: 3.0.0\nchannels: {}\n".getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/yaml;charset=UTF-8");
        exchange.sendResponseHeaders(asked.contains("yaml") ? 200 : 406, answer.length);
        try (exchange) {
            exchange.getResponseBody().write(answer);
        }
    }

    /** What begins like a JPEG is an image here. */
    private static void acceptImage(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1);
        var accepted = body.contains("\u00ff\u00d8\u00ff");
        var answer = (accepted
                        ? "{\"avatar\":\"" + AVATAR + "\"}"
                        : "{\"code\":\"not-an-image\",\"detail\":\"Not an image.\"}")
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(accepted ? 201 : 400, answer.length);
        try (exchange) {
            exchange.getResponseBody().write(answer);
        }
    }
}
