package chat.parley.deploy.edge;

import chat.parley.deploy.Service;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The services' own documents, which all have the same path there and so need one each here. */
final class Documents {

    private static final Pattern OPENAPI = Pattern.compile("/docs/([a-z]+)/openapi(\\?.*)?");

    private Documents() {}

    /** Whose document this path is. */
    static Optional<Service> owner(String path) {
        var document = OPENAPI.matcher(path);
        return document.matches()
                ? Stream.of(Service.values())
                        .filter(service -> service.key().equals(document.group(1)))
                        .findFirst()
                : Optional.empty();
    }

    /** The path to ask the service for, when this is the address of a document. */
    static Optional<String> servicePath(String uri) {
        var document = OPENAPI.matcher(uri);
        return document.matches()
                ? Optional.of(
                        "/openapi" + Optional.ofNullable(document.group(2)).orElse(""))
                : Optional.empty();
    }
}
