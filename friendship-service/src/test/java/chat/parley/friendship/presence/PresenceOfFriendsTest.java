package chat.parley.friendship.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.parley.friendship.FriendshipServiceTest;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who becomes a friend is shown, and who is none any more is as good as away. */
@FriendshipServiceTest
class PresenceOfFriendsTest extends PresenceStory {

    private static final Duration A_WHILE = Duration.ofMillis(400);

    @Test
    void newFriendsAreToldOfOneAnother() {
        var cleo = somebody();
        comes(ann, here);
        comes(cleo, there);
        settle();
        assertThat(statuses(there, ann)).isEmpty();

        ask(cleo, ann);
        answer(ann, cleo, "accept");

        assertThat(toldOf(there, ann, 1)).containsExactly("online");
        assertThat(toldOf(here, cleo, 1)).containsExactly("online");
    }

    @Test
    void newFriendsAreToldOnlyWhatIsCertain() {
        var cleo = somebody();
        comes(ann, here);
        comes(cleo, there);
        settle();
        var connection = pool.getConnection().await().indefinitely();
        var transaction = connection.begin().await().indefinitely();
        connection
                .preparedQuery("UPDATE presence SET status = 'busy' WHERE user_id = $1")
                .execute(Tuple.of(ann.id()))
                .await()
                .indefinitely();

        ask(cleo, ann);
        answer(ann, cleo, "accept");
        await().during(A_WHILE).until(() -> statuses(there, ann).isEmpty());
        transaction.commit().await().indefinitely();
        connection.close().await().indefinitely();

        assertThat(toldOf(there, ann, 1)).containsExactly("busy");
    }

    @Test
    void friendsNoMoreAreShownToOneAnotherAsOfflineAndNothingIsToldOfThemAnyMore() {
        comes(ann, here);
        comes(bob, there);
        assertThat(toldOf(here, bob, 1)).containsExactly("online");

        ann.calls()
                .post("/api/users/" + bob.number() + "/remove-friend/")
                .then()
                .statusCode(200);
        assertThat(toldOf(here, bob, 2)).containsExactly("online", "offline");
        assertThat(lastOf(here, bob).lastSeen()).isNull();
        await().untilAsserted(() -> assertThat(statuses(there, ann)).endsWith("offline"));
        var toldOfAnn = statuses(there, ann);
        goes(ann, here);
        settle();

        assertThat(statuses(there, ann)).isEqualTo(toldOfAnn);
    }

    @Test
    void friendWhoSaysNoLaterIsShownAsOffline() {
        comes(ann, here);
        comes(bob, there);
        assertThat(toldOf(here, bob, 1)).containsExactly("online");

        bob.calls()
                .contentType("application/json")
                .body(Map.of("friendship_id", friendshipOf(bob), "status", "rejected"))
                .patch("/api/users/friendship/")
                .then()
                .statusCode(200);

        assertThat(toldOf(here, bob, 2)).containsExactly("online", "offline");
        assertThat(onlineFriends(ann)).isEmpty();
    }

    @Test
    void whoBlocksAFriendIsShownToThemAsOfflineAndTheOtherWayRound() {
        comes(ann, here);
        comes(bob, there);
        assertThat(toldOf(here, bob, 1)).containsExactly("online");

        ann.calls().put("/api/v1/blocks/" + bob.id()).then().statusCode(204);

        assertThat(toldOf(here, bob, 2)).containsExactly("online", "offline");
        await().until(() -> lastOf(there, ann).status().equals("offline"));
        assertThat(onlineFriends(bob)).isEmpty();
    }

    @Test
    void whoRejectsARequestIsNotShownAtAll() {
        var cleo = somebody();
        comes(cleo, there);
        comes(ann, here);
        settle();

        ask(cleo, ann);
        answer(ann, cleo, "reject");
        settleFriendships(cleo, 2);

        assertThat(statuses(there, ann)).isEmpty();
    }
}
