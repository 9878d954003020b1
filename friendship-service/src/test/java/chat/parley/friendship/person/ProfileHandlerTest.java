package chat.parley.friendship.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import chat.parley.common.event.Person;
import chat.parley.common.event.UserEvent;
import chat.parley.common.event.UserEvent.ProfileChanged;
import chat.parley.friendship.FriendshipServiceTest;
import chat.parley.friendship.Told;
import chat.parley.friendship.User;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@FriendshipServiceTest
class ProfileHandlerTest {

    @Inject
    Told told;

    @Inject
    People people;

    @Test
    void personIsKnownOnceToldOf() {
        var user = User.unknown();

        told.tell(UserEvent.STREAM, new ProfileChanged(user.person(1)));

        await().untilAsserted(() -> assertThat(known(user)).isEqualTo(user.person(1)));
    }

    @Test
    void olderCopyNeverReplacesANewerOne() {
        var user = User.unknown();
        var after = User.unknown();

        told.tell(UserEvent.STREAM, new ProfileChanged(user.person(3)));
        told.tell(UserEvent.STREAM, new ProfileChanged(user.person(2)));
        told.tell(UserEvent.STREAM, new ProfileChanged(after.person(1)));

        await().until(() -> known(after) != null);
        assertThat(known(user).version()).isEqualTo(3);
    }

    private Person known(User user) {
        return people.find(user.id()).await().indefinitely();
    }
}
