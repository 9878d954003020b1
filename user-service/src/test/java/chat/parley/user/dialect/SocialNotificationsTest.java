package chat.parley.user.dialect;

import static chat.parley.user.Told.asSocial;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import chat.parley.common.chat.ConversationId;
import chat.parley.common.event.FriendshipEvent;
import chat.parley.common.event.FriendshipEvent.FriendshipAnswered;
import chat.parley.common.event.FriendshipEvent.FriendshipRemoved;
import chat.parley.common.event.FriendshipEvent.FriendshipRequested;
import chat.parley.common.event.FriendshipState;
import chat.parley.common.event.MessageEvent;
import chat.parley.common.event.MessageEvent.MessagesPosted;
import chat.parley.common.event.MessageEvent.Posted;
import chat.parley.user.Example;
import chat.parley.user.Told;
import chat.parley.user.User;
import chat.parley.user.UserServiceTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@UserServiceTest
class SocialNotificationsTest {

    private static final String INBOX = "/api/notifications/";
    private static final Instant AT = Instant.parse("2026-11-20T23:51:18.450850Z");

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
    void requestIsInTheInboxAsDocumented() {
        told.online(ann);
        told.tell(FriendshipEvent.STREAM, requested(UUID.randomUUID()));

        var notification = only(bob);

        var expected = Example.of("social/notification.json")
                .replace("${id}", notification.getString("id"))
                .replace("${created_at}", notification.getString("created_at"))
                .replace("${ann}", ann.username())
                .replace("${ann.id}", ann.id().toString())
                .replace("${ann.number}", Long.toString(ann.number()))
                .replace("${bob}", bob.username())
                .replace("${bob.id}", bob.id().toString())
                .replace("${bob.number}", Long.toString(bob.number()));
        assertThat(notification.getMap("")).isEqualTo(JsonPath.from(expected).getMap(""));
        assertThat(notification.getString("created_at")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z");
    }

    @Test
    void eventOfItCarriesAllThatAGatewayNeeds() {
        told.online(bob);
        told.tell(FriendshipEvent.STREAM, requested(UUID.randomUUID()));
        await().until(() -> told.notificationsOf(bob).size() == 1);

        var created = told.notificationsOf(bob).getFirst();

        assertThat(created.recipient()).isEqualTo(bob.person());
        assertThat(created.sender()).isEqualTo(ann.person());
        assertThat(created.friendship().number()).isEqualTo(77);
        assertThat(created.online()).containsExactly(bob.id());
    }

    @Test
    void requestShowsHowItStandsNow() {
        var friendship = UUID.randomUUID();
        told.tell(FriendshipEvent.STREAM, requested(friendship));
        told.tell(
                FriendshipEvent.STREAM,
                new FriendshipAnswered(state(friendship, "accepted", 2), bob.id(), Instant.now()));

        assertThat(only(ann).getString("notification_type")).isEqualTo("friend_accept");
        assertThat(only(ann).getString("text")).isEqualTo(bob.username() + " accepted your friend request.");
        assertThat(only(bob).getString("related_request.status")).isEqualTo("accepted");
        assertThat(only(bob).getBoolean("related_request.is_read")).isTrue();

        told.tell(
                FriendshipEvent.STREAM,
                new FriendshipRemoved(state(friendship, "accepted", 3), bob.id(), Instant.now()));
        told.tell(FriendshipEvent.STREAM, new FriendshipAnswered(state(friendship, "rejected", 2), bob.id(), AT));
        await().untilAsserted(() ->
                assertThat(only(bob).<Object>get("related_request")).isNull());
    }

    @ParameterizedTest
    @CsvSource({"PUT,read/", "POST,mark-as-read/", "POST,mark-as-read"})
    void notificationIsReadInEitherSpelling(String method, String how) {
        posted(ann);
        var id = only(bob).getLong("id");

        asSocial(bob)
                .request(method, INBOX + id + "/" + how)
                .then()
                .statusCode(200)
                .body("is_read", equalTo(true))
                .body("id", equalTo((int) id))
                .body("related_request", nullValue());

        assertThat(only(bob).getBoolean("is_read")).isTrue();
    }

    @Test
    void notificationIsRemoved() {
        posted(ann);
        var id = only(bob).getLong("id");

        asSocial(bob).delete(INBOX + id + "/").then().statusCode(204);
        asSocial(bob).delete(INBOX + id + "/").then().statusCode(404).body("detail", equalTo("Not found."));

        asSocial(bob).get(INBOX).then().body("", hasSize(0));
    }

    @Test
    void newestComeFirstAndOlderOnesAfterThem() {
        posted(ann);
        posted(told.registered(User.unique()));
        await().until(() -> ids("").size() == 2);
        var ids = ids("");

        assertThat(ids.get(0)).isGreaterThan(ids.get(1));
        assertThat(ids("?before=" + ids.get(0))).containsExactly(ids.get(1));
        assertThat(ids("?before=" + ids.get(1))).isEmpty();
        asSocial(bob)
                .get(INBOX + "?before=x")
                .then()
                .statusCode(400)
                .body("before", contains("A valid integer is required."));
    }

    @Test
    void inboxIsItsOwnersAlone() {
        posted(ann);
        var id = only(bob).getLong("id");

        for (var stranger : List.of(ann, told.registered(User.unique()))) {
            asSocial(stranger).get(INBOX).then().statusCode(200).body("", hasSize(0));
            asSocial(stranger).put(INBOX + id + "/read/").then().statusCode(404);
            asSocial(stranger).post(INBOX + id + "/mark-as-read/").then().statusCode(404);
            asSocial(stranger).delete(INBOX + id + "/").then().statusCode(404);
        }
        assertThat(only(bob).getBoolean("is_read")).isFalse();
    }

    @Test
    void unknownNotificationIsNotFound() {
        for (var id : List.of("99999999", "x", "99999999999999999999")) {
            asSocial(bob).put(INBOX + id + "/read/").then().statusCode(404).body("detail", equalTo("Not found."));
            asSocial(bob).post(INBOX + id + "/mark-as-read/").then().statusCode(404);
            asSocial(bob).delete(INBOX + id + "/").then().statusCode(404);
        }
    }

    @Test
    void nobodyIsRefused() {
        var nobody = List.of(
                given().get(INBOX),
                given().put(INBOX + "1/read/"),
                given().post(INBOX + "1/mark-as-read/"),
                given().delete(INBOX + "1/"));

        nobody.forEach(answer ->
                answer.then().statusCode(401).body("detail", equalTo("Authentication credentials were not provided.")));
        given().auth()
                .preemptive()
                .oauth2("x")
                .get(INBOX)
                .then()
                .statusCode(401)
                .body("code", equalTo("token_not_valid"));
    }

    private JsonPath only(User user) {
        await().until(() -> asSocial(user).get(INBOX).jsonPath().getList("").size() == 1);
        return asSocial(user).get(INBOX).jsonPath().setRootPath("[0]");
    }

    private List<Long> ids(String query) {
        return asSocial(bob).get(INBOX + query).jsonPath().getList("id", Long.class);
    }

    private void posted(User from) {
        told.tell(
                MessageEvent.STREAM,
                new MessagesPosted(
                        ConversationId.ofDirect(from.id(), bob.id()),
                        List.of(new Posted(UUID.randomUUID(), 1, from.id(), bob.id(), Instant.now()))));
    }

    private FriendshipRequested requested(UUID id) {
        return new FriendshipRequested(state(id, "pending", 1), AT);
    }

    private FriendshipState state(UUID id, String statusTo, long version) {
        return new FriendshipState(id, 77, ann.person(), bob.person(), "pending", statusTo, AT, version);
    }
}
