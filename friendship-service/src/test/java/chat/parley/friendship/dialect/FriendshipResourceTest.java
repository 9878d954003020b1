package chat.parley.friendship.dialect;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;

import chat.parley.common.event.FriendshipEvent;
import chat.parley.common.event.FriendshipEvent.FriendshipAnswered;
import chat.parley.common.event.FriendshipEvent.FriendshipRequested;
import chat.parley.common.event.Person;
import chat.parley.friendship.Example;
import chat.parley.friendship.FriendshipServiceTest;
import chat.parley.friendship.Told;
import chat.parley.friendship.User;
import chat.parley.friendship.UserServiceStub;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@FriendshipServiceTest
class FriendshipResourceTest {

    private static final String FRIENDSHIPS = "/api/users/friendship/";
    private static final String SIX_DIGITS = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z";

    @Inject
    Told told;

    @Test
    void friendshipIsAskedForAnsweredAndListedAsDocumented() {
        var john = new User(UUID.fromString("5b0e4dcc-6cf0-4d6a-9ac0-0f5c54d1b8a1"), 1, "john");
        var jane = new User(UUID.fromString("1d6f2b57-7f5b-4a9e-8c3d-2b6f1f7c9e02"), 2, "jane");
        UserServiceStub.knows(new Person(
                john.id(),
                1,
                "john",
                "john@example.com",
                "John",
                "Doe",
                "/media/avatars/Zk3mB0c2l1q9Xw7Rt5Yv8Ns4Pj6Hd0Fa.jpg",
                null,
                "online",
                1));
        UserServiceStub.knows(new Person(jane.id(), 2, "jane", null, "", "", null, null, "online", 1));

        var asked = ask(john, jane.id(), "pending")
                .statusCode(201)
                .body("status_from_user", equalTo("pending"))
                .body("status_to_user", equalTo("pending"))
                .body("date_created", matchesPattern(SIX_DIGITS));
        String id = asked.extract().path("id");
        String created = asked.extract().path("date_created");
        var answered = answer(jane, id, "accepted").statusCode(200);

        var expected =
                Example.of("friendship/friendship.json").replace("${id}", id).replace("${date_created}", created);
        assertThat(map(answered)).isEqualTo(JsonPath.from(expected).getMap(""));
        for (var side : List.of(john, jane)) {
            assertThat(list(side).extract().jsonPath().getList(""))
                    .isEqualTo(JsonPath.from(
                                    Example.of("friendship/friendships.json").replace("${id}", id))
                            .getList(""));
            assertThat(side.calls()
                            .get(FRIENDSHIPS + "?expand=users")
                            .then()
                            .statusCode(200)
                            .extract()
                            .jsonPath()
                            .getMap("[0]"))
                    .isEqualTo(JsonPath.from(expected).getMap(""));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pending", "accepted", "rejected"})
    void statusIsTheOneOfTheCallersSide(String status) {
        ask(User.known(), User.known().id(), status)
                .statusCode(201)
                .body("status_from_user", equalTo(status))
                .body("status_to_user", equalTo("pending"));
    }

    @Test
    void eachSideChangesItsOwnStatusOnly() {
        var asking = User.known();
        var asked = User.known();
        String id = ask(asking, asked.id(), "accepted").extract().path("id");

        answer(asked, id, "rejected")
                .body("status_from_user", equalTo("accepted"))
                .body("status_to_user", equalTo("rejected"));
        answer(asking, id, "pending")
                .body("status_from_user", equalTo("pending"))
                .body("status_to_user", equalTo("rejected"));
    }

    @Test
    void everyChangeIsToldOnce() {
        var asking = User.known();
        var asked = User.known();
        String id = ask(asking, asked.id(), "pending").extract().path("id");

        answer(asked, id, "accepted").statusCode(200);
        answer(asked, id, "accepted").statusCode(200);
        answer(asking, id, "rejected").statusCode(200);

        var friendship = UUID.fromString(id);
        await().until(() -> told.of(friendship).size() >= 3);
        assertThat(told.of(friendship)).hasSize(3);
        assertThat(told.of(friendship))
                .extracting(event -> event.friendship().version())
                .containsExactly(1L, 2L, 3L);
        assertThat(told.of(friendship).getFirst()).isInstanceOf(FriendshipRequested.class);
        assertThat(told.of(friendship).getFirst().friendship().from()).isEqualTo(asking.person(1));
        assertThat(told.of(friendship).getFirst().friendship().to()).isEqualTo(asked.person(1));
        assertThat(told.of(friendship))
                .filteredOn(FriendshipAnswered.class::isInstance)
                .extracting(FriendshipResourceTest::by)
                .containsExactly(asked.id(), asking.id());
    }

    @Test
    void listIsOldestFirstAndOnesOwn() {
        var user = User.known();
        var others = Stream.generate(User::known).limit(3).toList();
        String first = ask(user, others.get(0).id(), "pending").extract().path("id");
        String second = ask(others.get(1), user.id(), "pending").extract().path("id");
        String third = ask(user, others.get(2).id(), "pending").extract().path("id");
        ask(others.get(0), others.get(1).id(), "pending").statusCode(201);

        list(user).body("id", contains(first, second, third));
        user.calls().get(FRIENDSHIPS + "?expand=users").then().body("id", contains(first, second, third));
        list(User.unknown()).body("size()", equalTo(0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"to_user\":\"%s\"}",
                "{\"to_user\":\"%s\",\"status\":null}",
                "{\"to_user\":\"%s\",\"status\":\"\"}",
                "{\"to_user\":\"%s\",\"status\":\"friends\"}",
                "{\"to_user\":\"%s\",\"status\":\"Pending\"}",
                "{\"to_user\":\"%s\",\"status\":1}",
                "{\"status\":\"pending\"}",
                "{\"to_user\":null,\"status\":\"pending\"}",
                "{\"to_user\":\"\",\"status\":\"pending\"}",
                "{}",
                ""
            })
    void requestWithoutStatusOrUserIsRefused(String body) {
        post(User.known(), body.formatted(User.known().id()))
                .statusCode(400)
                .body("detail", equalTo("Invalid status."))
                .body("size()", equalTo(1));
    }

    @Test
    void thereIsOneFriendshipBetweenTwo() {
        var asking = User.known();
        var asked = User.known();
        ask(asking, asked.id(), "pending").statusCode(201);

        for (var second : List.of(ask(asking, asked.id(), "pending"), ask(asked, asking.id(), "accepted"))) {
            second.statusCode(400).body("detail", equalTo("Friendship already exists."));
        }
        list(asking).body("size()", equalTo(1));
    }

    @Test
    void nobodyAsksThemselves() {
        var user = User.known();

        ask(user, user.id(), "pending")
                .statusCode(400)
                .body("detail", equalTo("You cannot send a friendship request to yourself."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"9d3ff1a4-0000-4000-8000-000000000000\"",
                "\"nonsense\"",
                "\"1-1-1-1-1\"",
                "7",
                "[]",
                "{\"id\":1}",
                "true"
            })
    void unknownUserIsNotFound(String toUser) {
        post(User.known(), "{\"to_user\":" + toUser + ",\"status\":\"pending\"}")
                .statusCode(404)
                .body("detail", equalTo("User not found."));
    }

    @Test
    void strangerMayNotAnswer() {
        var asked = User.known();
        String id = ask(User.known(), asked.id(), "pending").extract().path("id");

        answer(User.known(), id, "accepted")
                .statusCode(403)
                .body("detail", equalTo("You are not authorized to update this friendship."));

        list(asked).body("status_to_user", contains("pending"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"friendship_id\":\"9d3ff1a4-0000-4000-8000-000000000000\",\"status\":\"accepted\"}",
                "{\"friendship_id\":\"nonsense\",\"status\":\"accepted\"}",
                "{\"friendship_id\":5,\"status\":\"accepted\"}",
                "{\"friendship_id\":null,\"status\":\"accepted\"}",
                "{\"status\":\"accepted\"}"
            })
    void unknownFriendshipIsNotFound(String body) {
        patch(User.known(), body).statusCode(404).body("detail", equalTo("Friendship not found."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",\"status\":\"yes\"", ",\"status\":null", ",\"status\":[]"})
    void answerWithoutStatusIsRefused(String status) {
        var asked = User.known();
        String id = ask(User.known(), asked.id(), "pending").extract().path("id");

        patch(asked, "{\"friendship_id\":\"" + id + "\"" + status + "}")
                .statusCode(400)
                .body("detail", equalTo("Invalid status."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "\"x\"", "{} {}"})
    void badJsonIsRefused(String body) {
        var user = User.known();

        post(user, body).statusCode(400).body("detail", notNullValue());
        patch(user, body).statusCode(400).body("detail", notNullValue());
    }

    @Test
    void formsAreReadToo() {
        var asking = User.known();
        var asked = User.known();

        String id = asking.calls()
                .formParam("to_user", asked.id().toString())
                .formParam("status", "pending")
                .post(FRIENDSHIPS)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        asked.calls()
                .multiPart("friendship_id", id)
                .multiPart("status", "accepted")
                .patch(FRIENDSHIPS)
                .then()
                .statusCode(200)
                .body("status_to_user", equalTo("accepted"));
    }

    /** Both at once, many pairs: one wins, and the other is told that there is one already. */
    @Test
    void whenBothAskAtOnceOneWins() {
        IntStream.range(0, 12).forEach(_ -> {
            var one = User.known();
            var other = User.known();
            list(one);

            var asked = Stream.of(
                            CompletableFuture.supplyAsync(() -> ask(one, other.id(), "pending")),
                            CompletableFuture.supplyAsync(() -> ask(other, one.id(), "pending")))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .map(ValidatableResponse::extract)
                    .toList();

            assertThat(asked).extracting(answer -> answer.statusCode()).containsExactlyInAnyOrder(201, 400);
            assertThat(asked)
                    .filteredOn(answer -> answer.statusCode() == 400)
                    .extracting(answer -> (String) answer.path("detail"))
                    .containsExactly("Friendship already exists.");
            list(one).body("size()", equalTo(1));
        });
    }

    @Test
    void peopleWeDoNotKnowAreAskedForOnceWithTheCallersToken() {
        var asking = User.known();
        var asked = User.known();
        var token = asking.token();

        for (int i = 0; i < 2; i++) {
            given().auth()
                    .preemptive()
                    .oauth2(token)
                    .contentType("application/json")
                    .body(request(asked.id(), "pending"))
                    .post(FRIENDSHIPS);
        }

        assertThat(UserServiceStub.askedFor(asked)).containsExactly("Bearer " + token);
        assertThat(UserServiceStub.askedFor(asking)).containsExactly("Bearer " + token);
    }

    @Test
    void outageOfUserServiceIsSafeToRepeat() {
        var asking = User.known();
        var asked = User.known();
        Runnable refused = () -> ask(asking, asked.id(), "pending")
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .body("detail", notNullValue());

        UserServiceStub.broken(500, refused);
        UserServiceStub.broken(503, refused);
        UserServiceStub.silent(refused);

        ask(asking, asked.id(), "pending").statusCode(201);
    }

    @Test
    void accountThatIsNoMoreCannotAsk() {
        ask(User.unknown(), User.known().id(), "pending")
                .statusCode(401)
                .header("WWW-Authenticate", equalTo("Bearer realm=\"api\""))
                .body("code", equalTo("token_not_valid"));
    }

    @Test
    void nobodyIsRefused() {
        everyCall(given())
                .forEach(answer -> assertThat(map(answer.then()
                                .statusCode(401)
                                .header("WWW-Authenticate", equalTo("Bearer realm=\"api\""))))
                        .isEqualTo(JsonPath.from(Example.of("friendship/unauthorized.json"))
                                .getMap("")));
    }

    @Test
    void tokenThatIsNoLiveAccessTokenIsRefused() {
        var user = User.known();

        Stream.of("nonsense", user.token("access", Duration.ofMinutes(-5)), user.token("refresh", Duration.ofDays(1)))
                .flatMap(token -> everyCall(given().auth().preemptive().oauth2(token)))
                .forEach(answer -> assertThat(map(answer.then()
                                .statusCode(401)
                                .header("WWW-Authenticate", equalTo("Bearer realm=\"api\""))))
                        .isEqualTo(JsonPath.from(Example.of("friendship/token-not-valid.json"))
                                .getMap("")));
    }

    @Test
    void otherMethodsAndTypesAreRefused() {
        var user = User.known();

        user.calls().delete(FRIENDSHIPS).then().statusCode(405).header("Allow", notNullValue());
        user.calls()
                .contentType("text/plain")
                .body("x")
                .post(FRIENDSHIPS)
                .then()
                .statusCode(415);
        user.calls()
                .redirects()
                .follow(false)
                .get("/api/users/friendship")
                .then()
                .statusCode(301);
        user.calls()
                .contentType("application/json")
                .body("{}")
                .post("/api/users/friendship")
                .then()
                .statusCode(400)
                .body("detail", equalTo("Invalid status."));
    }

    private static UUID by(FriendshipEvent event) {
        return event instanceof FriendshipAnswered answered ? answered.by() : null;
    }

    private static Stream<Response> everyCall(RequestSpecification caller) {
        return Stream.<Function<RequestSpecification, Response>>of(
                        call -> call.get(FRIENDSHIPS), call -> call.post(FRIENDSHIPS), call -> call.patch(FRIENDSHIPS))
                .map(call -> call.apply(given().spec(caller).contentType("application/json")));
    }

    private static ValidatableResponse ask(User asking, UUID asked, String status) {
        return post(asking, request(asked, status));
    }

    private static String request(UUID asked, String status) {
        return "{\"to_user\":\"" + asked + "\",\"status\":\"" + status + "\"}";
    }

    private static ValidatableResponse answer(User by, String id, String status) {
        return patch(by, "{\"friendship_id\":\"" + id + "\",\"status\":\"" + status + "\"}");
    }

    private static ValidatableResponse post(User user, String body) {
        return user.calls()
                .contentType("application/json")
                .body(body)
                .post(FRIENDSHIPS)
                .then();
    }

    private static ValidatableResponse patch(User user, String body) {
        return user.calls()
                .contentType("application/json")
                .body(body)
                .patch(FRIENDSHIPS)
                .then();
    }

    private static ValidatableResponse list(User user) {
        return user.calls().get(FRIENDSHIPS).then().statusCode(200);
    }

    private static Object map(ValidatableResponse answer) {
        return answer.extract().jsonPath().getMap("");
    }
}
