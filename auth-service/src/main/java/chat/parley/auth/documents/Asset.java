package chat.parley.auth.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/** A file that the pages need; only these are served. */
enum Asset {
    SWAGGER_SCRIPT("swagger-ui-bundle.js", "swagger-ui", "text/javascript;charset=UTF-8"),
    SWAGGER_STYLE("swagger-ui.css", "swagger-ui", "text/css;charset=UTF-8"),
    SWAGGER_ICON("favicon-32x32.png", "swagger-ui", "image/png"),
    SOCKETS_SCRIPT("sockets.js", null, "text/javascript;charset=UTF-8"),
    SOCKETS_STYLE("sockets.css", null, "text/css;charset=UTF-8"),
    SWAGGER_START("swagger.js", null, "text/javascript;charset=UTF-8"),
    REDOC_SCRIPT("redoc.standalone.js", "redoc", "text/javascript;charset=UTF-8") {
        /** ReDoc shows its maker's logo from the maker's host; we load from nobody. */
        @Override
        byte[] content() {
            var script = new String(super.content(), StandardCharsets.UTF_8);
            return script.replace("https://cdn.redoc.ly/redoc/logo-mini.svg", "data:,")
                    .getBytes(StandardCharsets.UTF_8);
        }
    };

    private static final String SWAGGER_UI = "META-INF/resources/webjars/swagger-ui/5.31.0/";
    private static final String REDOC = "META-INF/resources/webjars/redoc/2.1.4/bundles/";

    private final String name;
    private final String library;
    private final String type;

    Asset(String name, String library, String type) {
        this.name = name;
        this.library = library;
        this.type = type;
    }

    static Optional<Asset> find(String name) {
        return Arrays.stream(values()).filter(asset -> asset.name.equals(name)).findFirst();
    }

    static byte[] page(String name) {
        return read("documents/" + name);
    }

    String type() {
        return type;
    }

    byte[] content() {
        if (library == null) {
            return read("documents/" + name);
        }
        return read((library.equals("redoc") ? REDOC : SWAGGER_UI) + name);
    }

    private static byte[] read(String path) {
        try (var file = Thread.currentThread().getContextClassLoader().getResourceAsStream(path)) {
            return Objects.requireNonNull(file, path).readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
