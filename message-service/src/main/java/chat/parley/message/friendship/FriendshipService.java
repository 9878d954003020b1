package chat.parley.message.friendship;

import chat.parley.common.event.FriendshipState;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The owner of friendships, asked with the caller's own token. */
@RegisterRestClient(configKey = "friendship-service")
@Path("/internal/friendships")
interface FriendshipService {

    /** 404 when there is none, or the caller is no side of it. */
    @GET
    @Path("/{id}")
    Uni<FriendshipState> find(@PathParam("id") UUID id, @HeaderParam("Authorization") String bearer);
}
