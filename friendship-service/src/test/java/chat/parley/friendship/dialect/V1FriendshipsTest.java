package chat.parley.friendship.dialect;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import chat.parley.common.event.FriendshipEvent.FriendshipAnswered;
import chat.parley.common.event.FriendshipEvent.FriendshipRemoved;
import chat.parley.common.event.FriendshipEvent.FriendshipRequested;
import chat.parley.common.paging.Cursor;
import chat.parley.friendship.Example;
import chat.parley.friendship.FriendshipServiceTest;
import chat.parley.friendship.Told;
import chat.parley.friendship.User;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@FriendshipServiceTest
class V1FriendshipsTest {

    private static final String FRIENDSHIPS = "/api/v1/friendships";
    private static final String PROBLEM = "application/problem+json";

    @Inject
    Told told;

    private final User ada = User.known();
    private final User bob = User.known();

    @Test
    void friendshipIsAskedForAnsweredAndListedAsDocumented() {
        var asked = ask(ada, bob)
                .then()
                .statusCode(201)
                .contentType("application/json")
                .extract();
        assertThat(JsonPath.from(asked.asString()).getMap(""))
                .isEqualTo(example("v1/friendship.json", asked.jsonPath()));

        answer(bob, asked.path("id"), "accepted")
                .then()
                .statusCode(200)
                .body("status", equalTo("accepted"))
                .body("direction", equalTo("incoming"))
                .body("my_status", equalTo("accepted"))
                .body("their_status", equalTo("pending"))
                .body("user.id", equalTo(ada.id().toString()));

        list(ada, "").body("items.status", contains("accepted")).body("next", nullValue());
        var id = UUID.fromString(asked.path("id"));
        await().untilAsserted(() ->
                assertThat(told.of(id)).hasExactlyElementsOfTypes(FriendshipRequested.class, FriendshipAnswered.class));
        assertThat(((FriendshipAnswered) told.of(id).getLast()).by()).isEqualTo(bob.id());
    }

    @Test
    void sameAnswerAgainChangesNothing() {
        var id = friends(ada, bob);
        var before = list(bob, "").extract().<String>path("items[0].updated_at");

        answer(bob, id, "accepted").then().statusCode(200).body("updated_at", equalTo(before));

        assertThat(told.of(UUID.fromString(id))).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void eitherSideEndsAFriendshipAndWhoAskedTakesItBack() {
        var id = friends(ada, bob);

        ada.calls().delete(FRIENDSHIPS + "/" + id).then().statusCode(204);

        ada.calls().delete(FRIENDSHIPS + "/" + id).then().statusCode(404);
        list(bob, "").body("items", hasSize(0));
        await().untilAsserted(
                        () -> assertThat(told.of(UUID.fromString(id)).getLast()).isInstanceOf(FriendshipRemoved.class));
        var request = ask(ada, bob).then().statusCode(201).extract().<String>path("id");
        ada.calls().delete(FRIENDSHIPS + "/" + request).then().statusCode(204);
        list(bob, "").body("items", hasSize(0));
    }

    @Test
    void rejectionIsForWhoSaidItToTakeBack() {
        var id = ask(ada, bob).then().extract().<String>path("id");
        answer(bob, id, "rejected").then().statusCode(200).body("status", equalTo("rejected"));

        problem(ada.calls().delete(FRIENDSHIPS + "/" + id), 403, "rejected");
        problem(ask(ada, bob), 409, "rejected");
        list(ada, "").body("items.status", contains("rejected")).body("items.their_status", contains("rejected"));

        ask(bob, ada).then().statusCode(201).body("direction", equalTo("outgoing"));
    }

    @Test
    void whatIsInTheWayOfARequestIsAConflict() {
        ask(ada, bob).then().statusCode(201);
        problem(ask(ada, bob), 409, "already-asked");
        problem(ask(bob, ada), 409, "already-asked-by-them");

        var eve = User.known();
        friends(ada, eve);
        problem(ask(ada, eve), 409, "already-friends");
        problem(ask(eve, ada), 409, "already-friends");
    }

    @Test
    void nobodyAsksThemselvesOrNobody() {
        problem(ask(ada, ada), 400, "with-oneself");
        problem(ask(ada, User.unknown()), 404, "user-not-found");
    }

    @Test
    void ofBothWhoAskAtOnceOneIsRefused() {
        var calls = Stream.of(ada, bob)
                .parallel()
                .map(user -> ask(user, user == ada ? bob : ada).statusCode())
                .sorted()
                .toList();

        assertThat(calls).containsExactly(201, 409);
        list(ada, "").body("items", hasSize(1));
    }

    @Test
    void strangersHaveNothingToSayAndSeeNothing() {
        var id = friends(ada, bob);
        var eve = User.known();

        problem(answer(eve, id, "accepted"), 404, "friendship-not-found");
        problem(eve.calls().delete(FRIENDSHIPS + "/" + id), 404, "friendship-not-found");
        list(eve, "").body("items", hasSize(0));
        list(ada, "").body("items.status", contains("accepted"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "1-1-1-1-1",
                "0199f3a8-6f4e-7cc2-9d5a-3f1f4b8a7c10",
                "%00",
                "0199f3a8-6f4e-7cc2-9d5a-3f1f4b8a7c1g"
            })
    void unknownAndMalformedIdsAreNotFound(String id) {
        var calls = ada.calls().contentType("application/json").body(Map.of("status", "accepted"));
        calls.urlEncodingEnabled(false)
                .patch(FRIENDSHIPS + "/" + id)
                .then()
                .statusCode(404)
                .contentType(PROBLEM);
        ada.calls()
                .urlEncodingEnabled(false)
                .delete(FRIENDSHIPS + "/" + id)
                .then()
                .statusCode(404)
                .contentType(PROBLEM);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"user\":null}",
                "{\"user\":7}",
                "{\"user\":\"x\"}",
                "{\"user\":\"\"}",
                "{\"user\":[\"0199f3a8-6f4e-7cc2-9d5a-3f1f4b8a7c10\"]}",
                "{\"user\":{\"id\":\"0199f3a8-6f4e-7cc2-9d5a-3f1f4b8a7c10\"}}",
                "{\"user\":\"0199f3a8-6f4e-7cc2-9d5a-3f1f4b8a7c1\\u0000\"}"
            })
    void requestWithoutAUserIsInvalid(String body) {
        invalid(ada.calls().contentType("application/json").body(body).post(FRIENDSHIPS), "user");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"status\":null}",
                "{\"status\":1}",
                "{\"status\":\"\"}",
                "{\"status\":\"maybe\"}",
                "{\"status\":\"ACCEPTED\"}"
            })
    void answerThatIsNoneIsInvalid(String body) {
        var id = ask(ada, bob).then().extract().<String>path("id");

        invalid(bob.calls().contentType("application/json").body(body).patch(FRIENDSHIPS + "/" + id), "status");
    }

    @Test
    void unknownFieldsArePassedOver() {
        ada.calls()
                .contentType("application/json")
                .body(Map.of("user", bob.id(), "status", "accepted", "direction", 5))
                .post(FRIENDSHIPS)
                .then()
                .statusCode(201)
                .body("my_status", equalTo("pending"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{ | 400 | malformed-json", "[] | 400 | malformed-json", "'' | 400 | invalid-request"})
    void brokenBodyIsToldAsSuch(String body, int status, String code) {
        problem(ada.calls().contentType("application/json").body(body).post(FRIENDSHIPS), status, code);
    }

    @Test
    void otherMediaTypesAndMethodsAreRefused() {
        problem(ada.calls().contentType("text/plain").body("x").post(FRIENDSHIPS), 415, "unsupported-media-type");
        problem(ada.calls().put(FRIENDSHIPS), 405, "method-not-allowed");
        assertThat(ada.calls().put(FRIENDSHIPS).header("Allow")).isEqualTo("GET, OPTIONS, POST");
    }

    @Test
    void pagesAreStableWhileFriendshipsAreAdded() {
        var others = Stream.generate(User::known).limit(5).toList();
        others.forEach(other -> ask(ada, other).then().statusCode(201));
        var first = list(ada, "?limit=2").extract();
        ask(ada, User.known()).then().statusCode(201);
        var second = list(ada, "?limit=2&cursor=" + first.path("next")).extract();
        ask(User.known(), ada).then().statusCode(201);
        var third = list(ada, "?limit=2&cursor=" + second.path("next")).extract();

        var seen = new ArrayList<String>();
        Stream.of(first, second, third).forEach(page -> seen.addAll(page.path("items.user.id")));

        assertThat(seen)
                .containsExactlyElementsOf(others.reversed().stream()
                        .map(other -> other.id().toString())
                        .toList());
        assertThat(third.<String>path("next")).isNull();
    }

    @Test
    void cursorIsOfNoProcess() {
        var others = Stream.generate(User::known).limit(2).toList();
        others.forEach(other -> ask(ada, other).then().statusCode(201));

        var next = list(ada, "?limit=1").extract().<String>path("next");

        assertThat(Cursor.read(next, "friendships", 1).number(0)).isPositive();
        list(ada, "?cursor=" + next)
                .body("items.user.id", contains(others.getFirst().id().toString()));
    }

    @Test
    void listIsFilteredByWhatItComesToAndWhoAsked() {
        var accepted = User.known();
        var rejected = User.known();
        var asking = User.known();
        ask(ada, bob);
        friends(ada, accepted);
        answer(ada, ask(rejected, ada).path("id"), "rejected");
        ask(asking, ada);

        assertThat(users(ada, "?status=pending")).containsExactly(asking.id(), bob.id());
        assertThat(users(ada, "?status=accepted")).containsExactly(accepted.id());
        assertThat(users(ada, "?status=rejected")).containsExactly(rejected.id());
        assertThat(users(ada, "?direction=outgoing")).containsExactly(accepted.id(), bob.id());
        assertThat(users(ada, "?direction=incoming&status=pending")).containsExactly(asking.id());
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0, limit",
        "limit=101, limit",
        "limit=abc, limit",
        "limit=-1, limit",
        "status=maybe, status",
        "direction=up, direction"
    })
    void badParametersAreNamed(String query, String field) {
        invalid(ada.calls().get(FRIENDSHIPS + "?" + query), field);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"x", "ZnJpZW5kc2hpcHMsYQ", "YmxvY2tzLDE", "%00", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            })
    void badCursorIsRefused(String cursor) {
        problem(ada.calls().urlEncodingEnabled(false).get(FRIENDSHIPS + "?cursor=" + cursor), 400, "invalid-cursor");
    }

    @Test
    void nobodyIsRefusedEverywhere() {
        var id = UUID.randomUUID();
        Stream.<Function<RequestSpecification, Response>>of(
                        call -> call.get(FRIENDSHIPS),
                        call -> call.contentType("application/json").body("{}").post(FRIENDSHIPS),
                        call -> call.contentType("application/json").body("{}").patch(FRIENDSHIPS + "/" + id),
                        call -> call.delete(FRIENDSHIPS + "/" + id))
                .forEach(call -> {
                    problem(call.apply(given()), 401, "unauthenticated");
                    problem(call.apply(given().auth().preemptive().oauth2("x")), 401, "invalid-token");
                    problem(
                            call.apply(given().auth().preemptive().oauth2(ada.token("access", Duration.ofMinutes(-1)))),
                            401,
                            "token-expired");
                    problem(
                            call.apply(given().auth().preemptive().oauth2(ada.token("refresh", Duration.ofMinutes(5)))),
                            401,
                            "invalid-token");
                });
    }

    private static Response ask(User asking, User asked) {
        return asking.calls()
                .contentType("application/json")
                .body(Map.of("user", asked.id()))
                .post(FRIENDSHIPS);
    }

    private static Response answer(User answering, String id, String status) {
        return answering
                .calls()
                .contentType("application/json")
                .body(Map.of("status", status))
                .patch(FRIENDSHIPS + "/" + id);
    }

    private static String friends(User asking, User asked) {
        var id = ask(asking, asked).then().statusCode(201).extract().<String>path("id");
        answer(asked, id, "accepted").then().statusCode(200);
        return id;
    }

    private static ValidatableResponse list(User user, String query) {
        return user.calls().get(FRIENDSHIPS + query).then().statusCode(200);
    }

    private static List<UUID> users(User user, String query) {
        return list(user, query).extract().<List<String>>path("items.user.id").stream()
                .map(UUID::fromString)
                .toList();
    }

    private static void problem(Response answer, int status, String code) {
        answer.then()
                .statusCode(status)
                .contentType(PROBLEM)
                .body("status", equalTo(status))
                .body("code", equalTo(code));
    }

    private static void invalid(Response answer, String field) {
        problem(answer, 400, "invalid-request");
        answer.then().body("errors.field", contains(field));
    }

    private Map<String, Object> example(String file, JsonPath shown) {
        return JsonPath.from(Example.of(file)
                        .replace("${id}", shown.getString("id"))
                        .replace("${bob.id}", bob.id().toString())
                        .replace("${bob}", bob.username())
                        .replace("${at}", shown.getString("created_at")))
                .getMap("");
    }
}
