package chat.parley.message.friendship;

import chat.parley.common.failure.Unavailable;
import chat.parley.common.identity.Caller;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;

/** The friendships of a caller. One that we have not heard of yet is asked for once, so that a new friend can write at once. */
@ApplicationScoped
public class Friendships {

    private static final Logger LOG = Logger.getLogger(Friendships.class);

    private final Pool pool;
    private final FriendshipLinks links;
    private final FriendshipService owner;

    public Friendships(Pool pool, FriendshipLinks links, @RestClient FriendshipService owner) {
        this.pool = pool;
        this.links = links;
        this.owner = owner;
    }

    /**
     * @throws FriendshipNotFound when it is not the caller's
     * @throws Unavailable when only friendship-service could tell, and does not answer
     */
    public Uni<FriendshipLink> of(Caller caller, UUID id) {
        return links.find(List.of(id), pool)
                .map(found -> found.get(id))
                .onItem()
                .ifNull()
                .switchTo(() -> ask(caller, id))
                .map(link -> check(link, caller));
    }

    private Uni<FriendshipLink> ask(Caller caller, UUID id) {
        return owner.find(id, "Bearer " + caller.token())
                .onFailure()
                .transform(Friendships::meaning)
                .map(state -> FriendshipLink.of(state, false))
                .call(link -> links.keep(link, pool));
    }

    private static Throwable meaning(Throwable failure) {
        if (failure instanceof WebApplicationException refused
                && refused.getResponse().getStatus() / 100 == 4) {
            return new FriendshipNotFound();
        }
        LOG.warnf("friendship-service does not answer: %s", failure);
        return new Unavailable("The friendship cannot be looked up at the moment; it is safe to try again.");
    }

    private static FriendshipLink check(FriendshipLink link, Caller caller) {
        if (link.isOf(caller.userId())) {
            return link;
        }
        throw new FriendshipNotFound();
    }
}
