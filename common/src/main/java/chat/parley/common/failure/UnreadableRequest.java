package chat.parley.common.failure;

import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.Set;

/**
 * Tells a request that the framework stumbled over while reading it from a defect of ours. It throws whatever came up (an
 * index out of bounds for a boundary that does not end, an {@link IOException} for a form that does), so the place counts:
 * one of its readers, and no code of ours called by it.
 */
final class UnreadableRequest {

    private static final String MULTIPART = "org.jboss.resteasy.reactive.server.core.multipart.";
    private static final String HANDLERS = "org.jboss.resteasy.reactive.server.handlers.";
    private static final Set<String> READERS =
            Set.of("FormBodyHandler", "MediaTypeMapper", "RequestDeserializeHandler");

    private UnreadableRequest() {}

    static boolean is(Throwable failure) {
        return isOfTheSender(failure)
                && Arrays.stream(failure.getStackTrace())
                        .map(StackTraceElement::getClassName)
                        .filter(frame -> isReader(frame) || frame.startsWith("chat.parley."))
                        .findFirst()
                        .filter(UnreadableRequest::isReader)
                        .isPresent();
    }

    /** A disk that is full is not: the parts of a form are kept in files while it is read. */
    private static boolean isOfTheSender(Throwable failure) {
        return switch (failure) {
            case UnsupportedEncodingException _, CharacterCodingException _ -> true;
            case IOException broken ->
                broken.getMessage() != null && broken.getMessage().startsWith("Connection terminated");
            default -> failure instanceof RuntimeException;
        };
    }

    private static boolean isReader(String frame) {
        return frame.startsWith(MULTIPART) || READERS.stream().anyMatch(reader -> frame.startsWith(HANDLERS + reader));
    }
}
