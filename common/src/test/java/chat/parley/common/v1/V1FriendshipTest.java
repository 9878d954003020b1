package chat.parley.common.v1;

import static org.assertj.core.api.Assertions.assertThat;

import chat.parley.common.event.FriendshipState;
import chat.parley.common.event.Json;
import chat.parley.common.event.Person;
import chat.parley.common.http.PublicUrl;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class V1FriendshipTest {

    private static final PublicUrl URL = new PublicUrl(URI.create("https://chat.example/"));
    private static final Instant AT = Instant.parse("2026-11-20T23:51:18.450850Z");
    private static final Person ADA = person("01f0a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a01", "ada", "/media/avatars/x.jpg");
    private static final Person BOB = person("01f0a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a02", "bob", null);

    @Test
    void eachSideSeesTheOther() {
        assertThat(Json.write(seenBy(ADA, "pending", "accepted")))
                .isEqualTo("{\"id\":\"01f0a1b2-c3d4-7e5f-8a6b-7c8d9e0f1aff\","
                        + "\"user\":{\"id\":\"01f0a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a02\",\"username\":\"bob\","
                        + "\"first_name\":\"First\",\"last_name\":\"Last\",\"avatar\":null},"
                        + "\"direction\":\"outgoing\",\"status\":\"accepted\",\"my_status\":\"pending\","
                        + "\"their_status\":\"accepted\",\"created_at\":\"2026-11-20T23:51:18.450850Z\","
                        + "\"updated_at\":\"2026-11-20T23:51:18.450850Z\"}");

        var bobs = seenBy(BOB, "pending", "accepted");

        assertThat(bobs.user().avatar()).isEqualTo(URI.create("https://chat.example/media/avatars/x.jpg"));
        assertThat(bobs.direction()).isEqualTo("incoming");
        assertThat(bobs.myStatus()).isEqualTo("accepted");
        assertThat(bobs.theirStatus()).isEqualTo("pending");
    }

    @ParameterizedTest
    @CsvSource({
        "pending,  pending,  pending",
        "accepted, pending,  pending",
        "pending,  accepted, accepted",
        "accepted, accepted, accepted",
        "rejected, accepted, rejected",
        "pending,  rejected, rejected"
    })
    void bothSidesAgreeOnWhatItComesTo(String from, String to, String status) {
        assertThat(seenBy(ADA, from, to).status()).isEqualTo(status);
        assertThat(seenBy(BOB, from, to).status()).isEqualTo(status);
    }

    private static V1Friendship seenBy(Person viewer, String statusFrom, String statusTo) {
        var id = UUID.fromString("01f0a1b2-c3d4-7e5f-8a6b-7c8d9e0f1aff");
        var state = new FriendshipState(id, 7, ADA, BOB, statusFrom, statusTo, AT, 1);
        return V1Friendship.of(state, AT, viewer.userId(), URL);
    }

    private static Person person(String id, String username, String avatar) {
        return new Person(
                UUID.fromString(id),
                1,
                username,
                username + "@example.org",
                "First",
                "Last",
                avatar,
                null,
                "online",
                1);
    }
}
