package chat.parley.user.profile;

import static chat.parley.user.Told.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import chat.parley.common.event.Person;
import chat.parley.user.AuthServiceStub;
import chat.parley.user.Told;
import chat.parley.user.User;
import chat.parley.user.UserServiceTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@UserServiceTest
class PersonResourceTest {

    @Inject
    Told told;

    @Test
    void personIsToldWhole() {
        var user = told.registered(User.unique());

        var person = as(User.unique())
                .get(path(user))
                .then()
                .statusCode(200)
                .extract()
                .as(Person.class);

        assertThat(person)
                .isEqualTo(new Person(
                        user.id(), user.number(), user.username(), user.email(), "", "", null, null, "online", 1));
    }

    @Test
    void personIsAskedForWithTheTokenOfWhoeverAsks() {
        var early = User.unique();
        AuthServiceStub.knows(early);
        var token = User.unique().token();

        given().auth().preemptive().oauth2(token).get(path(early)).then().statusCode(200);

        assertThat(AuthServiceStub.askedFor(early)).containsExactly("Bearer " + token);
    }

    @Test
    void unknownPersonIsNotFound() {
        as(User.unique()).get(path(User.unique())).then().statusCode(404);
        as(User.unique()).get("/internal/people/nonsense").then().statusCode(404);
    }

    @Test
    void outageOfAuthServiceIsSafeToRepeat() {
        AuthServiceStub.broken(
                503,
                () -> as(User.unique())
                        .get(path(User.unique()))
                        .then()
                        .statusCode(503)
                        .header("Retry-After", notNullValue()));
    }

    @Test
    void nobodyIsRefused() {
        var user = told.registered(User.unique());

        given().get(path(user)).then().statusCode(401);
        Stream.of("x", user.token("access", Duration.ofMinutes(-5)), user.token("refresh", Duration.ofDays(1)))
                .forEach(token -> given().auth()
                        .preemptive()
                        .oauth2(token)
                        .get(path(user))
                        .then()
                        .statusCode(401)
                        .body("code", equalTo("token_not_valid")));
    }

    private static String path(User user) {
        return "/internal/people/" + user.id();
    }
}
