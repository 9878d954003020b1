package chat.parley.common.testing;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.quarkus.test.junit.callback.QuarkusTestBeforeEachCallback;
import io.quarkus.test.junit.callback.QuarkusTestMethodContext;
import io.restassured.RestAssured;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.http.Header;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.net.URI;
import java.util.stream.Collectors;

/** Holds every HTTP answer that a test of a service sees against the service's own OpenAPI document. Installs itself. */
public final class ContractFilter implements Filter, QuarkusTestBeforeEachCallback {

    private Contract contract;

    @Override
    public void beforeEach(QuarkusTestMethodContext context) {
        if (RestAssured.filters().isEmpty()) {
            RestAssured.filters(new ContractFilter());
        }
    }

    @Override
    public Response filter(
            FilterableRequestSpecification request, FilterableResponseSpecification expected, FilterContext context) {
        var response = context.next(request, expected);
        var path = URI.create(request.getURI()).getPath();
        if (!path.startsWith("/openapi") && !path.startsWith("/q/")) {
            contract()
                    .difference(
                            request.getMethod(),
                            path,
                            response.statusCode(),
                            response.headers().asList().stream()
                                    .map(Header::getName)
                                    .collect(Collectors.toSet()),
                            response.contentType(),
                            response.asString())
                    .ifPresent(difference -> {
                        throw new AssertionError(
                                "%s %s is not as documented: %s".formatted(request.getMethod(), path, difference));
                    });
        }
        return response;
    }

    private synchronized Contract contract() {
        if (contract == null) {
            try {
                contract = new Contract(
                        given().noFilters().get("/openapi?format=json").asString());
            } catch (JsonProcessingException malformed) {
                throw new AssertionError("the OpenAPI document is malformed", malformed);
            }
        }
        return contract;
    }
}
