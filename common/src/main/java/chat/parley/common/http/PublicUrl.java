package chat.parley.common.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The address at which clients reach Parley: absolute URLs in answers begin with it, and never with what a request claims
 * its host to be.
 */
@ApplicationScoped
public class PublicUrl {

    private final String base;

    public PublicUrl(@ConfigProperty(name = "parley.public-url", defaultValue = "http://127.0.0.1:8000") URI base) {
        this.base = base.toString().replaceAll("/+$", "");
    }

    /** @param pathAndQuery begins with a slash */
    public URI of(String pathAndQuery) {
        return URI.create(base + pathAndQuery);
    }

    /** The absolute URL of the request at hand, its query included. */
    public URI of(UriInfo request) {
        var uri = request.getRequestUri();
        return of(uri.getRawQuery() == null ? uri.getRawPath() : uri.getRawPath() + "?" + uri.getRawQuery());
    }
}
