package chat.parley.common.failure;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Pattern;

/**
 * How a refusal is written where an endpoint does not say otherwise. The path decides, never the caller: each published
 * API lives under prefixes of its own.
 */
public enum ErrorShape {
    /** {@code social}, and what all published by Django have in common: the shapes of Django REST framework. */
    DJANGO("application/json", "Bearer realm=\"api\"") {
        @Override
        public ObjectNode body(Problem problem) {
            return switch (problem.code()) {
                case "unauthenticated" -> detail("Authentication credentials were not provided.");
                case "invalid-token", "token-expired" -> invalidToken();
                case "not-found" -> detail("Not found.");
                default -> problem.errors().isEmpty() ? detail(problem.sentence()) : fieldErrors(problem);
            };
        }
    },
    /** {@code friendship}, but for its friendships: the same, and what goes wrong here as its endpoints write their refusals. */
    FRIENDSHIP("application/json", "Bearer realm=\"api\"") {
        @Override
        public ObjectNode body(Problem problem) {
            return problem.isOurs() ? JSON.objectNode().put("error", problem.sentence()) : DJANGO.body(problem);
        }
    },
    /** {@code thread}: the same, and what goes wrong here in its envelope. */
    THREAD("application/json", "Bearer realm=\"api\"") {
        @Override
        public ObjectNode body(Problem problem) {
            return problem.isOurs() ? envelope(problem.sentence()) : DJANGO.body(problem);
        }
    },
    /** {@code lobby}: the shapes of FastAPI. */
    LOBBY("application/json", "Bearer") {
        @Override
        public ObjectNode body(Problem problem) {
            return switch (problem.code()) {
                case "unauthenticated" -> detail("Not authenticated");
                case "invalid-token", "token-expired" -> detail("Invalid or expired token");
                case "not-found" -> detail("Not Found");
                default -> detail(problem.sentence());
            };
        }
    },
    /** {@code v1}: problem details (RFC 9457). */
    V1("application/problem+json", "Bearer") {
        @Override
        public ObjectNode body(Problem problem) {
            var body = JSON.objectNode()
                    .put("type", "about:blank")
                    .put("title", problem.title())
                    .put("status", problem.status())
                    .put("detail", problem.sentence())
                    .put("code", problem.code());
            if (!problem.errors().isEmpty()) {
                var errors = body.putArray("errors");
                problem.errors()
                        .forEach(error ->
                                errors.addObject().put("field", error.field()).put("message", error.message()));
            }
            return body;
        }
    };

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern OF_FRIENDSHIP =
            Pattern.compile("/api/(messages/.*|users/((login|logout|refresh-token|signup|profile)/?)?)");

    private final String mediaType;
    private final String challenge;

    ErrorShape(String mediaType, String challenge) {
        this.mediaType = mediaType;
        this.challenge = challenge;
    }

    public abstract ObjectNode body(Problem problem);

    public String mediaType() {
        return mediaType;
    }

    /** The value of {@code WWW-Authenticate} that goes with a 401. */
    public String challenge() {
        return challenge;
    }

    public static ErrorShape of(String path) {
        if (path.startsWith("/api/v1/") || path.equals("/api/v1")) {
            return V1;
        }
        if (path.startsWith("/auth/") || path.equals("/auth")) {
            return LOBBY;
        }
        if (path.startsWith("/chat/")) {
            return THREAD;
        }
        return OF_FRIENDSHIP.matcher(path).matches() ? FRIENDSHIP : DJANGO;
    }

    private static ObjectNode envelope(String sentence) {
        return JSON.objectNode()
                .put("status", "failure")
                .putNull("entity")
                .put("message", sentence)
                .put("success", false);
    }

    private static ObjectNode detail(String sentence) {
        return JSON.objectNode().put("detail", sentence);
    }

    private static ObjectNode fieldErrors(Problem problem) {
        var body = JSON.objectNode();
        problem.errors().forEach(error -> body.withArray(error.field()).add(error.message()));
        return body;
    }

    private static ObjectNode invalidToken() {
        var body = detail("Given token not valid for any token type").put("code", "token_not_valid");
        body.putArray("messages")
                .addObject()
                .put("token_class", "AccessToken")
                .put("token_type", "access")
                .put("message", "Token is invalid or expired");
        return body;
    }
}
