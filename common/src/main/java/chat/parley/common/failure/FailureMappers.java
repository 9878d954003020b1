package chat.parley.common.failure;

import chat.parley.common.identity.InvalidToken;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * Writes every refusal in the shape of the API it leaves through. A resource whose documents ask for another body has a
 * mapper of its own for {@link Failure}, which comes before these.
 */
public class FailureMappers {

    private static final Logger LOG = Logger.getLogger(FailureMappers.class);

    private final AllowedMethods allowed;

    FailureMappers(AllowedMethods allowed) {
        this.allowed = allowed;
    }

    @ServerExceptionMapper
    public Response refused(Failure failure, UriInfo uri) {
        return FailureResponse.of(failure, uri.getPath());
    }

    @ServerExceptionMapper
    public Response nobody(UnauthorizedException failure, UriInfo uri) {
        return FailureResponse.of(Problem.of(401), uri.getPath()).build();
    }

    @ServerExceptionMapper
    public Response badToken(AuthenticationFailedException failure, UriInfo uri) {
        return Outage.is(failure)
                ? FailureResponse.of(Problem.of(503), uri.getPath()).build()
                : badToken(reason(failure), uri);
    }

    @ServerExceptionMapper
    public Response badToken(InvalidToken failure, UriInfo uri) {
        return FailureResponse.of(Problem.invalidToken(failure), uri.getPath()).build();
    }

    @ServerExceptionMapper
    public Response forbidden(ForbiddenException failure, UriInfo uri) {
        return FailureResponse.of(Problem.of(403), uri.getPath()).build();
    }

    @ServerExceptionMapper
    public Response invalid(ConstraintViolationException failure, UriInfo uri) {
        var first = failure.getConstraintViolations().iterator().next();
        return FailureResponse.of(
                new Invalid("invalid", first.getPropertyPath() + " " + first.getMessage()), uri.getPath());
    }

    @ServerExceptionMapper
    public Response framework(WebApplicationException failure, UriInfo uri, Request request) {
        var status = failure.getResponse().getStatus();
        if (status < 400) {
            return failure.getResponse();
        }
        var methods = allowed.of(uri.getPath());
        // Where one resource's path begins another's, the framework has forgotten the first when it gives up on the
        // second.
        if (status == 405 || status == 404 && !methods.isEmpty() && !methods.contains(request.getMethod())) {
            return FailureResponse.of(Problem.of(405), uri.getPath())
                    .header(HttpHeaders.ALLOW, AllowedMethods.header(methods))
                    .build();
        }
        return FailureResponse.of(Problem.of(status), uri.getPath()).build();
    }

    @ServerExceptionMapper
    public Response unexpected(Throwable failure, UriInfo uri) {
        if (UnreadableRequest.is(failure)) {
            return FailureResponse.of(Problem.of(400), uri.getPath()).build();
        }
        if (Outage.is(failure)) {
            LOG.warnf("%s answered 503: %s", uri.getPath(), failure);
            return FailureResponse.of(new Unavailable(Problem.of(503).sentence()), uri.getPath());
        }
        LOG.errorf(failure, "%s failed", uri.getPath());
        return FailureResponse.of(Problem.of(500), uri.getPath()).build();
    }

    private static InvalidToken reason(AuthenticationFailedException failure) {
        return failure.getCause() instanceof InvalidToken refused ? refused : InvalidToken.malformed();
    }
}
