package chat.parley.gateway.presence;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** What we ask of friendship-service, always with the user's own token. */
@RegisterRestClient(configKey = "friendship")
interface FriendshipService {

    /** The friends who are shown as anything but offline at the moment. */
    @GET
    @Path("/internal/online-friends")
    Uni<OnlineFriends> onlineFriends(@HeaderParam(HttpHeaders.AUTHORIZATION) String bearer);

    record OnlineFriends(List<Friend> friends) {}

    /** @param number the id in {@code social} */
    record Friend(UUID userId, long number, String status) {}
}
