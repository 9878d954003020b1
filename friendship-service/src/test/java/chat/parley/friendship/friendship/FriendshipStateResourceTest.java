package chat.parley.friendship.friendship;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import chat.parley.common.event.FriendshipEvent.FriendshipRemoved;
import chat.parley.common.event.FriendshipState;
import chat.parley.common.identity.Caller;
import chat.parley.common.identity.TokenType;
import chat.parley.common.identity.Tokens;
import chat.parley.friendship.FriendshipServiceTest;
import chat.parley.friendship.Told;
import chat.parley.friendship.User;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@FriendshipServiceTest
class FriendshipStateResourceTest {

    @Inject
    FriendshipService friendships;

    @Inject
    Friendships repository;

    @Inject
    Tokens tokens;

    @Inject
    Told told;

    private final User asking = User.known();
    private final User asked = User.known();

    @Test
    void bothSidesAreToldTheWholeState() {
        var made = made();

        for (var side : new User[] {asking, asked}) {
            var other = side == asking ? asked : asking;
            assertThat(state(side, "/internal/friendships/" + made.id())).isEqualTo(made);
            assertThat(state(side, "/internal/friendships/with/" + other.id())).isEqualTo(made);
        }
        assertThat(made.from()).isEqualTo(asking.person(1));
        assertThat(made.to()).isEqualTo(asked.person(1));
        assertThat(made.statusFrom()).isEqualTo("pending");
    }

    @Test
    void strangerIsToldNothing() {
        var made = made();

        for (var path : new String[] {made.id().toString(), "with/" + asking.id(), "with/nonsense", "nonsense"}) {
            User.known().calls().get("/internal/friendships/" + path).then().statusCode(404);
        }
    }

    @Test
    void nobodyIsRefused() {
        var path = "/internal/friendships/" + made().id();

        given().get(path).then().statusCode(401);
        given().get("/internal/friendships/with/" + asked.id()).then().statusCode(401);
        Stream.of("x", asking.token("access", Duration.ofMinutes(-5)), asking.token("refresh", Duration.ofDays(1)))
                .forEach(token -> given().auth()
                        .preemptive()
                        .oauth2(token)
                        .get(path)
                        .then()
                        .statusCode(401));
    }

    @Test
    void endedFriendshipIsNoMoreAndIsTold() {
        var made = made();
        var stranger = caller(User.known());
        assertThatThrownBy(() -> friendships.remove(stranger, made.id()).await().indefinitely())
                .isInstanceOf(NotASide.class);

        friendships.remove(caller(asked), made.id()).await().indefinitely();

        asking.calls().get("/internal/friendships/" + made.id()).then().statusCode(404);
        await().until(() -> told.of(made.id()).size() == 2);
        assertThat(told.of(made.id()).getLast()).isInstanceOfSatisfying(FriendshipRemoved.class, removed -> {
            assertThat(removed.by()).isEqualTo(asked.id());
            assertThat(removed.friendship().version()).isEqualTo(2);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void listIsBoundedToTheNewestOldestFirst(int newest) {
        var mine = Stream.generate(User::known)
                .limit(4)
                .map(other -> friendships
                        .request(caller(asking), other.id(), FriendshipStatus.PENDING)
                        .await()
                        .indefinitely()
                        .friendship()
                        .id())
                .toList();

        var listed = repository.of(asking.id(), newest).await().indefinitely();

        assertThat(listed)
                .extracting(Friendship::id)
                .containsExactlyElementsOf(mine.subList(Math.max(0, 4 - newest), 4));
    }

    private FriendshipState made() {
        UUID id = friendships
                .request(caller(asking), asked.id(), FriendshipStatus.PENDING)
                .await()
                .indefinitely()
                .friendship()
                .id();
        return state(asking, "/internal/friendships/" + id);
    }

    private Caller caller(User user) {
        return tokens.read(user.token(), TokenType.ACCESS);
    }

    private static FriendshipState state(User user, String path) {
        return user.calls().get(path).then().statusCode(200).extract().as(FriendshipState.class);
    }
}
