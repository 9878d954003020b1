package chat.parley.deploy.contract;

import chat.parley.common.testing.Patience;
import chat.parley.deploy.contract.Script.Step;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** The HTTP request of a step. */
final class Request {

    static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD");

    private static final Duration PATIENCE = Patience.LIMIT;

    private Request() {}

    static HttpRequest of(Step step, URI address, Variables variables) {
        var method = METHODS.stream().filter(step::has).findFirst().orElseThrow();
        var request = HttpRequest.newBuilder(address.resolve(variables.text(step.get(method))))
                .timeout(PATIENCE);
        if (step.has("as")) {
            request.header("Authorization", "Bearer " + variables.text("$" + step.get("as") + ".access"));
        }
        headers(step, variables).forEach(request::header);
        return request.method(method, body(step, request, variables)).build();
    }

    static Map<String, String> headers(Step step, Variables variables) {
        return step.get("headers") instanceof Map<?, ?> given
                ? given.entrySet().stream()
                        .collect(Collectors.toMap(
                                header -> header.getKey().toString(), header -> variables.text(header.getValue())))
                : Map.of();
    }

    private static BodyPublisher body(Step step, HttpRequest.Builder request, Variables variables) {
        if (step.has("json")) {
            request.header("Content-Type", "application/json");
            return BodyPublishers.ofString(Json.encode(variables.fill(step.get("json"))));
        } else if (step.has("form")) {
            request.header("Content-Type", "application/x-www-form-urlencoded");
            return BodyPublishers.ofString(form((Map<?, ?>) variables.fill(step.get("form"))));
        } else if (step.has("multipart")) {
            var boundary = UUID.randomUUID().toString();
            request.header("Content-Type", "multipart/form-data; boundary=" + boundary);
            return BodyPublishers.ofByteArray(multipart((Map<?, ?>) variables.fill(step.get("multipart")), boundary));
        } else if (step.has("body")) {
            request.header("Content-Type", step.has("type") ? step.get("type").toString() : "application/json");
            return BodyPublishers.ofString(variables.text(step.get("body")));
        }
        return BodyPublishers.noBody();
    }

    private static String form(Map<?, ?> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "="
                        + URLEncoder.encode(field.getValue().toString(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** A field that is an object is a file: its {@code name}, its {@code type}, and its {@code text} or {@code base64}. */
    private static byte[] multipart(Map<?, ?> fields, String boundary) {
        var body = new ByteArrayOutputStream();
        fields.forEach((name, value) -> {
            var heading = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\"";
            if (value instanceof Map<?, ?> file) {
                heading += "; filename=\"" + file.get("name") + "\"\r\nContent-Type: " + file.get("type");
                write(body, heading + "\r\n\r\n");
                body.writeBytes(content(file));
            } else {
                write(body, heading + "\r\n\r\n" + value);
            }
            write(body, "\r\n");
        });
        write(body, "--" + boundary + "--\r\n");
        return body.toByteArray();
    }

    private static byte[] content(Map<?, ?> file) {
        if (file.get("zeros") instanceof Integer size) {
            return new byte[size];
        }
        return file.get("base64") instanceof String encoded
                ? Base64.getDecoder().decode(encoded)
                : file.get("text").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void write(ByteArrayOutputStream body, String text) {
        body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** What was answered, as objects, lists, texts and numbers; text that is no JSON as it is, nothing as null. */
    static Object read(String body, String contentType) {
        if (body.isEmpty()) {
            return null;
        }
        return contentType.contains("json") ? plain(Json.decodeValue(body)) : body;
    }

    static Object plain(Object json) {
        return switch (json) {
            case JsonObject object -> object.getMap();
            case io.vertx.core.json.JsonArray array -> array.getList();
            case null, default -> json;
        };
    }
}
