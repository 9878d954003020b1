package chat.parley.message.profile;

import chat.parley.common.failure.Unavailable;
import chat.parley.common.identity.Caller;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;

/** Who users are. Somebody that we have not heard of yet is asked for once, so that a newcomer can be written to at once. */
@ApplicationScoped
public class People {

    private static final Logger LOG = Logger.getLogger(People.class);
    private static final int ASKED_AT_ONCE = 8;

    private final Pool pool;
    private final Profiles profiles;
    private final UserService owner;

    public People(Pool pool, Profiles profiles, @RestClient UserService owner) {
        this.pool = pool;
        this.profiles = profiles;
        this.owner = owner;
    }

    /**
     * Empty when there is no such user.
     *
     * @throws Unavailable when only user-service could tell, and does not answer
     */
    public Uni<Optional<Profile>> find(Caller caller, UUID id) {
        return find(caller, List.of(id)).map(found -> Optional.ofNullable(found.get(id)));
    }

    /**
     * Those of them that there are, by their ids.
     *
     * @throws Unavailable when only user-service could tell, and does not answer
     */
    public Uni<Map<UUID, Profile>> find(Caller caller, Collection<UUID> ids) {
        return profiles.find(ids, pool).chain(known -> complete(caller, ids, known));
    }

    /** Like {@link #find}, for what is only shown: without those whom only user-service knows, while it is away. */
    public Uni<Map<UUID, Profile>> shown(Caller caller, Collection<UUID> ids) {
        return profiles.find(ids, pool)
                .chain(known -> complete(caller, ids, known)
                        .onFailure(Unavailable.class)
                        .recoverWithItem(known));
    }

    private Uni<Map<UUID, Profile>> complete(Caller caller, Collection<UUID> ids, Map<UUID, Profile> known) {
        return Multi.createFrom()
                .iterable(ids)
                .filter(id -> !known.containsKey(id))
                .onItem()
                .transformToUni(id -> ask(caller, id))
                .merge(ASKED_AT_ONCE)
                .collect()
                .asList()
                .map(asked -> with(known, asked));
    }

    private static Map<UUID, Profile> with(Map<UUID, Profile> known, List<Optional<Profile>> asked) {
        var all = new HashMap<>(known);
        asked.forEach(answer -> answer.ifPresent(profile -> all.put(profile.userId(), profile)));
        return all;
    }

    private Uni<Optional<Profile>> ask(Caller caller, UUID id) {
        return owner.find(id, "Bearer " + caller.token())
                .map(Profile::of)
                .call(profile -> profiles.keep(profile, pool))
                .map(Optional::of)
                .onFailure(People::isUnknown)
                .recoverWithItem(Optional.empty())
                .onFailure(failure -> !(failure instanceof Unavailable))
                .transform(People::unavailable);
    }

    private static boolean isUnknown(Throwable failure) {
        return failure instanceof WebApplicationException answered
                && answered.getResponse().getStatus() == 404;
    }

    private static Throwable unavailable(Throwable failure) {
        LOG.warnf("user-service does not answer: %s", failure);
        return new Unavailable("The user cannot be looked up at the moment; it is safe to try again.");
    }
}
