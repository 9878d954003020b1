package chat.parley.message.testing;

import static io.restassured.RestAssured.given;

import io.restassured.specification.RequestSpecification;

/** The beginning of a request. */
public final class Given {

    private Given() {}

    public static RequestSpecification as(User user) {
        return given().auth().oauth2(user.token());
    }
}
