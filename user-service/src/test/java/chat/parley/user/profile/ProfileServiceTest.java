package chat.parley.user.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import chat.parley.common.event.UserEvent.ProfileChanged;
import chat.parley.common.outbox.Outbox;
import chat.parley.common.testing.Patience;
import chat.parley.user.Told;
import chat.parley.user.User;
import chat.parley.user.UserServiceTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@UserServiceTest
class ProfileServiceTest {

    private static final int AT_ONCE = 4;

    @Inject
    ProfileService profiles;

    @Inject
    Outbox outbox;

    @Inject
    Told told;

    /** Its registration comes round just while its first request is served, by two replicas. */
    @Test
    void whoeverIsRegisteredSeveralTimesAtOnceHasOneProfile() {
        var users = Stream.generate(User::unique).limit(100).toList();

        for (var user : users) {
            var made = Uni.join()
                    .all(Collections.nCopies(AT_ONCE, register(user)))
                    .andFailFast()
                    .await()
                    .atMost(Patience.LIMIT);

            assertThat(made).hasSize(AT_ONCE).containsOnly(Profile.of(account(user)));
        }

        for (var user : users) {
            Awaitility.await()
                    .untilAsserted(() -> assertThat(told.profilesOf(user))
                            .extracting(ProfileChanged::person)
                            .containsExactly(user.person()));
        }
    }

    @Test
    void anothersNameMakesNoProfileAndIsNotPassedOver() {
        var user = told.registered(User.unique());
        var another = User.named(user.username().toUpperCase());

        assertThatIllegalStateException()
                .isThrownBy(() -> register(another).await().atMost(Patience.LIMIT))
                .withMessageContaining(another.id().toString());
    }

    private Uni<Profile> register(User user) {
        return outbox.inTransaction(transaction -> profiles.register(account(user), transaction));
    }

    private static Account account(User user) {
        return Account.of(user.registered(null));
    }
}
