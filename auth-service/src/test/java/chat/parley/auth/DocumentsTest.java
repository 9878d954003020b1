package chat.parley.auth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(AuthBacking.class)
class DocumentsTest {

    private static final Pattern LOADED = Pattern.compile("(?:src|href|spec-url)=\"([^\"]+)\"");

    @Test
    void theDocumentHasEveryPathButTheInternalOnes() {
        given().get("/api/schema/")
                .then()
                .statusCode(200)
                .body("openapi", equalTo("3.1.0"))
                .body("paths", hasKey("/api/users/login/"))
                .body("paths", hasKey("/auth/register"))
                .body("paths", not(hasKey("/internal/accounts/{userId}")))
                .body("components.securitySchemes.bearer.scheme", equalTo("bearer"));
    }

    @Test
    void itIsYamlOnDemand() {
        given().get("/api/schema/?format=yaml")
                .then()
                .statusCode(200)
                .contentType("application/yaml")
                .body(containsString("openapi: \"3.1.0\""));
        given().accept("application/yaml").get("/api/schema/").then().contentType("application/yaml");
    }

    @Test
    void theSocketsAreDescribedAsJsonAndAsYaml() {
        given().get("/api/schema/sockets/").then().statusCode(200).body("asyncapi", equalTo("3.0.0"));
        given().get("/api/schema/sockets/?format=yaml").then().statusCode(200).body(containsString("asyncapi: 3.0.0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/docs", "/docs/sockets", "/api/swagger/", "/api/redoc", "/api/redoc/"})
    void everyPageLoadsOnlyWhatWeServe(String page) {
        var html = given().get(page)
                .then()
                .statusCode(200)
                .contentType(containsString("text/html"))
                .header("Content-Security-Policy", containsString("default-src 'none'"))
                .extract()
                .asString();

        var loaded = LOADED.matcher(html).results().map(match -> match.group(1)).toList();
        assertThat(loaded).isNotEmpty().allSatisfy(path -> {
            assertThat(path).startsWith("/").doesNotStartWith("//");
            given().get(path).then().statusCode(200);
        });
    }

    @Test
    void nothingElseOfTheLibrariesIsServed() {
        given().get("/docs/assets/index.html").then().statusCode(404);
        given().urlEncodingEnabled(false)
                .get("/docs/assets/..%2Fswagger.html")
                .then()
                .statusCode(404);
    }
}
