package chat.parley.friendship.dialect;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import chat.parley.common.event.FriendshipEvent.Blocked;
import chat.parley.common.event.FriendshipEvent.FriendshipRemoved;
import chat.parley.common.event.FriendshipEvent.OfBlock;
import chat.parley.common.event.FriendshipEvent.Unblocked;
import chat.parley.friendship.Example;
import chat.parley.friendship.FriendshipServiceTest;
import chat.parley.friendship.Told;
import chat.parley.friendship.User;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@FriendshipServiceTest
class V1BlocksTest {

    private static final String BLOCKS = "/api/v1/blocks";
    private static final String FRIENDSHIPS = "/api/v1/friendships";
    private static final String PROBLEM = "application/problem+json";

    @Inject
    Told told;

    private final User ada = User.known();
    private final User bob = User.known();

    @Test
    void blockIsMadeListedAndTakenBackAsDocumented() {
        block(ada, bob);

        var listed = list(ada, "")
                .body("next", nullValue())
                .body("items", hasSize(1))
                .extract()
                .jsonPath();
        assertThat(listed.getMap("items[0]"))
                .isEqualTo(JsonPath.from(Example.of("v1/block.json")
                                .replace("${bob.id}", bob.id().toString())
                                .replace("${bob}", bob.username())
                                .replace("${at}", listed.getString("items[0].created_at")))
                        .getMap(""));

        unblock(ada, bob);
        list(ada, "").body("items", hasSize(0));
    }

    @Test
    void eachChangeIsToldOnceInOrder() {
        block(ada, bob);
        block(ada, bob);
        unblock(ada, bob);
        unblock(ada, bob);
        block(ada, bob);

        await().until(() -> told.ofBlock(ada, bob).size() >= 3);
        assertThat(told.ofBlock(ada, bob)).hasExactlyElementsOfTypes(Blocked.class, Unblocked.class, Blocked.class);
        assertThat(told.ofBlock(ada, bob)).extracting(OfBlock::version).containsExactly(1L, 2L, 3L);
    }

    @Test
    void onlyWhoBlocksSeesIt() {
        block(ada, bob);

        list(bob, "").body("items", hasSize(0));
        unblock(bob, ada);
        list(ada, "").body("items", hasSize(1));
        bob.calls()
                .get("/api/users/" + ada.number() + "/friendship-status/")
                .then()
                .body("is_blocked", equalTo(false))
                .body("blocked_by", nullValue());
        ada.calls()
                .get("/api/users/" + bob.number() + "/friendship-status/")
                .then()
                .body("is_blocked", equalTo(true))
                .body("blocked_by", equalTo((int) ada.number()));
    }

    @Test
    void neitherAsksTheOtherInAnyDialect() {
        block(ada, bob);

        for (var asking : List.of(ada, bob)) {
            var asked = asking == ada ? bob : ada;
            problem(ask(asking, asked), 403, "blocked");
            asking.calls()
                    .contentType("application/json")
                    .body(Map.of("to_user", asked.id(), "status", "pending"))
                    .post("/api/users/friendship/")
                    .then()
                    .statusCode(403)
                    .body("detail", equalTo("You cannot send friend requests to this user."));
            asking.calls()
                    .contentType("application/json")
                    .body(Map.of("receiver", asked.number()))
                    .post("/api/friends/request/")
                    .then()
                    .statusCode(400)
                    .body("error", equalTo("This user does not take friend requests from you."));
            asking.calls()
                    .post("/api/users/" + asked.number() + "/send-friend-request/")
                    .then()
                    .statusCode(400);
        }

        unblock(ada, bob);
        ask(bob, ada).then().statusCode(201);
    }

    @Test
    void blockEndsWhatIsBetweenTheTwoAndItsEndBringsNothingBack() {
        var friendship = friends(bob, ada);

        block(ada, bob);

        await().untilAsserted(() -> assertThat(told.of(friendship).getLast())
                .isInstanceOfSatisfying(FriendshipRemoved.class, removed -> {
                    assertThat(removed.by()).isEqualTo(ada.id());
                    assertThat(removed.friendship().isAccepted()).isTrue();
                }));
        for (var user : List.of(ada, bob)) {
            user.calls().get(FRIENDSHIPS).then().body("items", hasSize(0));
            user.calls().get("/api/friends/").then().body("", hasSize(0));
        }
        unblock(ada, bob);
        bob.calls().get(FRIENDSHIPS).then().body("items", hasSize(0));
    }

    @Test
    void requestThatWaitsEndsToo() {
        ask(bob, ada).then().statusCode(201);

        block(ada, bob);

        ada.calls().get("/api/users/pending-requests/").then().body("", hasSize(0));
    }

    @Test
    void rejectionOutlivesABlockAndNobodyBecomesAFriendPastIt() {
        var id = UUID.fromString(ask(ada, bob).then().extract().path("id"));
        answer(bob, id, "rejected").then().statusCode(200);

        block(ada, bob);

        problem(answer(bob, id, "accepted"), 403, "blocked");
        bob.calls()
                .contentType("application/json")
                .body(Map.of("friendship_id", id, "status", "accepted"))
                .patch("/api/users/friendship/")
                .then()
                .statusCode(403);
        unblock(ada, bob);
        problem(ask(ada, bob), 409, "rejected");
        answer(bob, id, "accepted").then().statusCode(200).body("status", equalTo("accepted"));
    }

    @Test
    void eachDirectionIsABlockOfItsOwn() {
        block(ada, bob);
        block(bob, ada);
        unblock(ada, bob);

        problem(ask(ada, bob), 403, "blocked");
        list(bob, "").body("items", hasSize(1));
    }

    @Test
    void requestAndBlockThatMeetLeaveNoFriendship() {
        for (int round = 0; round < 10; round++) {
            var one = User.known();
            var other = User.known();

            Stream.<Runnable>of(() -> ask(other, one), () -> block(one, other))
                    .parallel()
                    .forEach(Runnable::run);

            one.calls().get(FRIENDSHIPS).then().body("items", hasSize(0));
        }
    }

    @Test
    void nobodyBlocksThemselvesOrNobody() {
        problem(ada.calls().put(BLOCKS + "/" + ada.id()), 400, "with-oneself");
        problem(ada.calls().put(BLOCKS + "/" + User.unknown().id()), 404, "user-not-found");
        unblock(ada, User.unknown());
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "%00", "0199f3a8-6f4e-7cc2-9d5a-3f1f4b8a7c1g", "7"})
    void malformedIdsAreNotFound(String id) {
        ada.calls()
                .urlEncodingEnabled(false)
                .put(BLOCKS + "/" + id)
                .then()
                .statusCode(404)
                .contentType(PROBLEM);
        ada.calls()
                .urlEncodingEnabled(false)
                .delete(BLOCKS + "/" + id)
                .then()
                .statusCode(404)
                .contentType(PROBLEM);
    }

    @Test
    void pagesAreStableWhileBlocksAreAdded() {
        var others = Stream.generate(User::known).limit(5).toList();
        others.forEach(other -> block(ada, other));
        var first = list(ada, "?limit=2").extract();
        block(ada, User.known());
        unblock(ada, others.getLast());
        var second = list(ada, "?limit=2&cursor=" + first.path("next")).extract();
        var third = list(ada, "?limit=2&cursor=" + second.path("next")).extract();

        var seen = new ArrayList<String>();
        Stream.of(first, second, third).forEach(page -> seen.addAll(page.path("items.user.id")));

        assertThat(seen)
                .containsExactlyElementsOf(others.reversed().stream()
                        .map(other -> other.id().toString())
                        .toList());
        assertThat(third.<String>path("next")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "101", "abc", "-1", "1e1"})
    void badLimitIsNamed(String limit) {
        var answer = ada.calls().get(BLOCKS + "?limit=" + limit);
        problem(answer, 400, "invalid-request");
        answer.then().body("errors.field", contains("limit"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "YmxvY2tzLDE", "ZnJpZW5kc2hpcHMsMQ", "YmxvY2tzLHgseQ"})
    void badCursorIsRefused(String cursor) {
        problem(ada.calls().get(BLOCKS + "?cursor=" + cursor), 400, "invalid-cursor");
    }

    @Test
    void nobodyIsRefusedEverywhere() {
        Stream.<Function<RequestSpecification, Response>>of(
                        call -> call.get(BLOCKS),
                        call -> call.put(BLOCKS + "/" + bob.id()),
                        call -> call.delete(BLOCKS + "/" + bob.id()))
                .forEach(call -> {
                    problem(call.apply(given()), 401, "unauthenticated");
                    problem(call.apply(given().auth().preemptive().oauth2("x")), 401, "invalid-token");
                });
    }

    private static void block(User blocker, User blocked) {
        blocker.calls().put(BLOCKS + "/" + blocked.id()).then().statusCode(204);
    }

    private static void unblock(User blocker, User blocked) {
        blocker.calls().delete(BLOCKS + "/" + blocked.id()).then().statusCode(204);
    }

    private static ValidatableResponse list(User user, String query) {
        return user.calls().get(BLOCKS + query).then().statusCode(200);
    }

    private static Response ask(User asking, User asked) {
        return asking.calls()
                .contentType("application/json")
                .body(Map.of("user", asked.id()))
                .post(FRIENDSHIPS);
    }

    private static Response answer(User answering, UUID id, String status) {
        return answering
                .calls()
                .contentType("application/json")
                .body(Map.of("status", status))
                .patch(FRIENDSHIPS + "/" + id);
    }

    private static UUID friends(User asking, User asked) {
        var id = UUID.fromString(
                ask(asking, asked).then().statusCode(201).extract().path("id"));
        answer(asked, id, "accepted").then().statusCode(200);
        return id;
    }

    private static void problem(Response answer, int status, String code) {
        answer.then()
                .statusCode(status)
                .contentType(PROBLEM)
                .body("status", equalTo(status))
                .body("code", equalTo(code));
    }
}
