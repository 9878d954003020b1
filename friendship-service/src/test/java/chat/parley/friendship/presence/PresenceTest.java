package chat.parley.friendship.presence;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import chat.parley.common.chat.ChatKeys;
import chat.parley.common.event.Person;
import chat.parley.common.event.PresenceEvent;
import chat.parley.common.event.PresenceEvent.LeasesRestored;
import chat.parley.common.event.UserEvent;
import chat.parley.common.event.UserEvent.ProfileChanged;
import chat.parley.friendship.FriendshipServiceTest;
import chat.parley.friendship.User;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@FriendshipServiceTest
class PresenceTest extends PresenceStory {

    @Test
    void friendsAndTheUserAreToldWhenTheFirstSocketComesAndTheLastGoes() {
        comes(bob, there);
        comes(ann, here);
        goes(ann, here);

        assertThat(toldOf(there, ann, 2)).containsExactly("online", "offline");
        assertThat(events(there).stream().filter(of(ann)).flatMap(event -> event.users().stream()))
                .containsOnly(bob.id());
        assertThat(toldOf(here, ann, 1)).containsExactly("online");
    }

    @Test
    void ofSeveralSocketsOnSeveralNodesTheLastCounts() {
        comes(bob, there);
        comes(ann, here);
        comes(ann, there);
        goes(ann, here);
        settle();
        assertThat(statuses(there, ann)).containsExactly("online");

        goes(ann, there);

        assertThat(toldOf(there, ann, 2)).containsExactly("online", "offline");
    }

    @Test
    void eventThatComesLateOrTwiceTellsNothingNew() {
        comes(bob, there);
        comes(ann, here);
        changed(ann);
        changed(ann);
        settle();

        assertThat(statuses(there, ann)).containsExactly("online");
    }

    @Test
    void strangersAndWhoIsBlockedAreNotTold() {
        var stranger = somebody();
        var blocked = somebody();
        ask(blocked, ann);
        answer(ann, blocked, "reject");
        var asked = somebody();
        ask(ann, asked);
        var elsewhere = node();
        open(elsewhere);
        Stream.of(stranger, blocked, asked).forEach(user -> comes(user, elsewhere));
        settle();

        comes(ann, here);
        assertThat(toldOf(here, ann, 1)).containsExactly("online");
        settle();

        assertThat(statuses(elsewhere, ann)).isEmpty();
    }

    @Test
    void statusThatSomebodySetIsShownWhileTheyAreOnline() {
        comes(bob, there);
        sets(ann, "busy", 2);
        comes(ann, here);
        assertThat(toldOf(there, ann, 1)).containsExactly("busy");

        sets(ann, "away", 3);
        sets(ann, "offline", 4);
        sets(ann, "online", 5);

        assertThat(toldOf(there, ann, 4)).containsExactly("busy", "away", "offline", "online");
    }

    @Test
    void statusOfSomebodyWithoutASocketIsNotTold() {
        comes(bob, there);
        comes(ann, here);
        goes(ann, here);
        assertThat(toldOf(there, ann, 2)).hasSize(2);

        sets(ann, "busy", 2);
        settle();

        assertThat(statuses(there, ann)).containsExactly("online", "offline");
    }

    @Test
    void nodeThatDiedSaidNothingAndItsUsersAreFoundGone() {
        comes(bob, there);
        comes(ann, here);
        assertThat(toldOf(there, ann, 1)).containsExactly("online");

        told.offline(ann, here);

        assertThat(toldOf(there, ann, 2)).containsExactly("online", "offline");
    }

    @Test
    void nobodyIsTakenForGoneWhileRedisIsNew() {
        comes(bob, there);
        comes(ann, here);
        assertThat(toldOf(there, ann, 1)).containsExactly("online");

        streams.ask(Request.cmd(Command.DEL).arg(LeasesSettled.SINCE));
        told.offline(ann, here);
        await().during(Duration.ofMillis(700)).until(() -> statuses(there, ann).size() == 1);
        told.online(ann, here);
        changed(ann);
        settle();

        assertThat(statuses(there, ann)).containsExactly("online");
    }

    @Test
    void whoseNodeLostRedisIsToldOfAllFriendsAgain() {
        comes(ann, here);
        comes(bob, there);
        assertThat(toldOf(there, bob, 1)).hasSize(1);
        streams.ask(Request.cmd(Command.DEL).arg(ChatKeys.deliver(there)));
        open(there);

        tellAgain(bob);

        assertThat(toldOf(there, ann, 1)).containsExactly("online");
    }

    @Test
    void whoIsOfflineWasLastSeenWhenTheyWent() {
        comes(bob, there);
        comes(ann, here);
        assertThat(toldOf(there, ann, 1)).hasSize(1);
        assertThat(lastOf(there, ann).lastSeen()).isNull();
        var before = Instant.now();

        goes(ann, here);

        assertThat(toldOf(there, ann, 2)).containsExactly("online", "offline");
        assertThat(lastOf(there, ann).lastSeen()).isBetween(before, Instant.now());
    }

    @Test
    void whoHidesIsLastSeenAtThatTimeAndNotWhenTheyLeave() {
        comes(bob, there);
        comes(ann, here);
        assertThat(toldOf(there, ann, 1)).containsExactly("online");
        sets(ann, "offline", 2);
        assertThat(toldOf(there, ann, 2)).containsExactly("online", "offline");
        var hidden = lastOf(there, ann).lastSeen();

        goes(ann, here);
        settle();
        tellAgain(bob);

        await().untilAsserted(() -> assertThat(statuses(there, ann)).hasSize(3));
        assertThat(lastOf(there, ann).lastSeen()).isEqualTo(hidden);
    }

    @Test
    void somebodyWhomWeDoNotKnowYetIsShownOnceWeDo() {
        var early = User.unknown();
        comes(early, here);
        settle();

        told.tell(UserEvent.STREAM, new ProfileChanged(early.person(1)));

        assertThat(toldOf(here, early, 1)).containsExactly("online");
    }

    @Test
    void friendsWhoAreOnlineAreListedForTheGateway() {
        assertThat(onlineFriends(bob)).isEmpty();

        told.online(ann, here);
        assertThat(onlineFriends(bob)).containsExactly(ann.number());
        sets(ann, "busy", 2);
        assertThat(onlineFriends(bob)).containsExactly(ann.number());
        sets(ann, "offline", 3);
        await().until(() -> onlineFriends(bob).isEmpty());

        given().get("/internal/online-friends")
                .then()
                .statusCode(401)
                .body("detail", equalTo("Authentication credentials were not provided."));
    }

    private void tellAgain(User user) {
        told.tell(PresenceEvent.STREAM, new LeasesRestored(List.of(user.id()), Instant.now()));
    }

    private void sets(User user, String status, long version) {
        var person = user.person(version);
        told.tell(
                UserEvent.STREAM,
                new ProfileChanged(new Person(
                        person.userId(),
                        person.number(),
                        person.username(),
                        person.email(),
                        person.firstName(),
                        person.lastName(),
                        null,
                        null,
                        status,
                        version)));
        await().until(() -> status.equals(known(user).status()));
    }
}
