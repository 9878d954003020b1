package chat.parley.user.dialect;

import static chat.parley.user.Problems.invalid;
import static chat.parley.user.Problems.problem;
import static chat.parley.user.Told.as;
import static chat.parley.user.Told.asSocial;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;

import chat.parley.common.chat.ConversationId;
import chat.parley.common.event.FriendshipEvent;
import chat.parley.common.event.FriendshipEvent.FriendshipRequested;
import chat.parley.common.event.FriendshipState;
import chat.parley.common.event.MessageEvent;
import chat.parley.common.event.MessageEvent.MessagesPosted;
import chat.parley.common.event.MessageEvent.Posted;
import chat.parley.common.paging.Cursor;
import chat.parley.user.Example;
import chat.parley.user.Problems;
import chat.parley.user.Told;
import chat.parley.user.User;
import chat.parley.user.UserServiceTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@UserServiceTest
class V1NotificationsTest {

    private static final String INBOX = "/api/v1/notifications";

    @Inject
    Told told;

    private User ann;
    private User bob;

    @BeforeEach
    void signUp() {
        ann = told.registered(User.unique());
        bob = told.registered(User.unique());
    }

    @Test
    void inboxIsShownAsDocumented() {
        posted(ann);

        var shown = inbox(1).extract().jsonPath();

        assertThat(shown.getMap(""))
                .isEqualTo(JsonPath.from(Example.of("v1/notifications.json")
                                .replace("${id}", shown.getString("items[0].id"))
                                .replace("${ann.id}", ann.id().toString())
                                .replace("${ann}", ann.username())
                                .replace(
                                        "${conversation}",
                                        ConversationId.ofDirect(ann.id(), bob.id())
                                                .toString())
                                .replace("${at}", shown.getString("items[0].created_at")))
                        .getMap(""));
        assertThat(Instant.parse(shown.getString("items[0].created_at"))).isBefore(Instant.now());
    }

    @Test
    void requestNamesItsFriendship() {
        var friendship = UUID.randomUUID();
        told.tell(
                FriendshipEvent.STREAM,
                new FriendshipRequested(
                        new FriendshipState(
                                friendship, 7, ann.person(), bob.person(), "pending", "pending", Instant.now(), 1),
                        Instant.now()));

        inbox(1).body("items.kind", contains("friend_request"))
                .body("items.friendship", contains(friendship.toString()))
                .body("items.text", contains(ann.username() + " sent you a friend request."));
    }

    @Test
    void eventOfItSaysWhichConversationItIsAbout() {
        posted(ann);
        inbox(1);

        await().until(() -> told.notificationsOf(bob).size() == 1);
        assertThat(told.notificationsOf(bob).getFirst().conversationId())
                .isEqualTo(ConversationId.ofDirect(ann.id(), bob.id()));
    }

    @Test
    void oneIsReadInEveryDialect() {
        posted(ann);
        posted(told.registered(User.unique()));
        var id = inbox(2).extract().<String>path("items[1].id");

        as(bob).put(INBOX + "/" + id + "/read").then().statusCode(204);
        as(bob).put(INBOX + "/" + id + "/read").then().statusCode(204);

        inbox(2).body("items.read", contains(false, true)).body("unread", equalTo(1));
        asSocial(bob).get("/api/notifications/").then().body("is_read", contains(false, true));
    }

    @Test
    void allAreReadAtOnce() {
        posted(ann);
        posted(told.registered(User.unique()));
        inbox(2).body("unread", equalTo(2));

        as(bob).put(INBOX + "/read").then().statusCode(204);

        inbox(2).body("items.read", everyItem(equalTo(true))).body("unread", equalTo(0));
    }

    @Test
    void whatCameSinceStaysUnread() {
        posted(ann);
        var seen = inbox(1).extract().<String>path("items[0].id");
        posted(told.registered(User.unique()));
        inbox(2);

        readUpTo("{\"up_to\":\"" + seen + "\"}").then().statusCode(204);

        inbox(2).body("items.read", contains(false, true)).body("unread", equalTo(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"up_to\":1}", "{\"up_to\":\"x\"}", "{\"up_to\":[]}", "{\"up_to\":\"\\u0000\"}"})
    void upToWhatIsNoIdIsInvalid(String body) {
        invalid(readUpTo(body), "up_to");
    }

    @Test
    void brokenBodyReadsNothing() {
        posted(ann);
        inbox(1);

        problem(readUpTo("{"), 400, "malformed-json");
        problem(readUpTo("[]"), 400, "malformed-json");
        problem(readUpTo("{\"up_to\":\"" + UUID.randomUUID() + "\"}"), 404, "notification-not-found");

        inbox(1).body("unread", equalTo(1));
    }

    @Test
    void nullAndUnknownFieldsAreAsNothing() {
        posted(ann);
        inbox(1);

        readUpTo("{\"up_to\":null,\"other\":5}").then().statusCode(204);

        inbox(1).body("unread", equalTo(0));
    }

    @Test
    void notificationIsRemoved() {
        posted(ann);
        var id = inbox(1).extract().<String>path("items[0].id");

        as(bob).delete(INBOX + "/" + id).then().statusCode(204);

        problem(as(bob).delete(INBOX + "/" + id), 404, "notification-not-found");
        problem(as(bob).put(INBOX + "/" + id + "/read"), 404, "notification-not-found");
        inbox(0).body("unread", equalTo(0));
    }

    @Test
    void inboxIsItsOwnersAlone() {
        posted(ann);
        var id = inbox(1).extract().<String>path("items[0].id");

        for (var stranger : List.of(ann, told.registered(User.unique()))) {
            as(stranger)
                    .get(INBOX)
                    .then()
                    .statusCode(200)
                    .body("items", hasSize(0))
                    .body("unread", equalTo(0));
            problem(as(stranger).put(INBOX + "/" + id + "/read"), 404, "notification-not-found");
            problem(as(stranger).delete(INBOX + "/" + id), 404, "notification-not-found");
            as(stranger).put(INBOX + "/read").then().statusCode(204);
            problem(
                    as(stranger)
                            .contentType("application/json")
                            .body("{\"up_to\":\"" + id + "\"}")
                            .put(INBOX + "/read"),
                    404,
                    "notification-not-found");
        }
        inbox(1).body("unread", equalTo(1));
    }

    @Test
    void pagesAreStableWhileNotificationsCome() {
        var senders =
                Stream.generate(() -> told.registered(User.unique())).limit(5).toList();
        for (int i = 0; i < 5; i++) {
            posted(senders.get(i));
            inbox(i + 1);
        }

        var first = list("?limit=2").body("unread", equalTo(5)).extract();
        posted(ann);
        inbox(6);
        var second = list("?limit=2&cursor=" + first.path("next"))
                .body("unread", equalTo(6))
                .extract();
        var third = list("?limit=2&cursor=" + second.path("next")).extract();

        var seen = new ArrayList<String>();
        Stream.of(first, second, third).forEach(page -> seen.addAll(page.<List<String>>path("items.sender.id")));
        assertThat(seen)
                .containsExactlyElementsOf(senders.reversed().stream()
                        .map(sender -> sender.id().toString())
                        .toList());
        assertThat(third.<String>path("next")).isNull();
        assertThat(Cursor.read(first.path("next"), "notifications", 1).number(0))
                .isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "101", "abc", "-1"})
    void badLimitIsNamed(String limit) {
        invalid(as(bob).get(INBOX + "?limit=" + limit), "limit");
    }

    @Test
    void badCursorIsRefused() {
        for (var cursor : List.of(
                "x",
                "%00",
                Cursor.of("users", 1).text(),
                Cursor.of("notifications", "a").text())) {
            problem(as(bob).urlEncodingEnabled(false).get(INBOX + "?cursor=" + cursor), 400, "invalid-cursor");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "7", "%00", "0199f3a8-6f4e-7cc2-9d5a-3f1f4b8a7c1g"})
    void malformedIdIsNotFound(String id) {
        as(bob).urlEncodingEnabled(false)
                .put(INBOX + "/" + id + "/read")
                .then()
                .statusCode(404)
                .contentType(Problems.TYPE);
        as(bob).urlEncodingEnabled(false)
                .delete(INBOX + "/" + id)
                .then()
                .statusCode(404)
                .contentType(Problems.TYPE);
    }

    @Test
    void nobodyIsRefusedEverywhere() {
        var id = UUID.randomUUID();
        Stream.<Function<RequestSpecification, Response>>of(
                        call -> call.get(INBOX),
                        call -> call.put(INBOX + "/read"),
                        call -> call.put(INBOX + "/" + id + "/read"),
                        call -> call.delete(INBOX + "/" + id))
                .forEach(call -> {
                    problem(call.apply(given()), 401, "unauthenticated");
                    problem(call.apply(given().auth().preemptive().oauth2("x")), 401, "invalid-token");
                });
    }

    /** Waits until there are so many. */
    private ValidatableResponse inbox(int count) {
        await().until(() -> list("").extract().<List<?>>path("items").size() == count);
        return list("");
    }

    private ValidatableResponse list(String query) {
        return as(bob).get(INBOX + query).then().statusCode(200);
    }

    private Response readUpTo(String body) {
        return as(bob).contentType("application/json").body(body).put(INBOX + "/read");
    }

    private void posted(User from) {
        told.tell(
                MessageEvent.STREAM,
                new MessagesPosted(
                        ConversationId.ofDirect(from.id(), bob.id()),
                        List.of(new Posted(UUID.randomUUID(), 1, from.id(), bob.id(), Instant.now()))));
    }
}
