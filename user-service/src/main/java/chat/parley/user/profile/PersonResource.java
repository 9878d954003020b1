package chat.parley.user.profile;

import chat.parley.common.event.Person;
import chat.parley.common.identity.Caller;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** For the other services, when their copy of a person has not come yet. Not reachable from outside. */
@Path("/internal/people")
@Authenticated
public class PersonResource {

    private final ProfileService profiles;
    private final SecurityIdentity identity;

    public PersonResource(ProfileService profiles, SecurityIdentity identity) {
        this.profiles = profiles;
        this.identity = identity;
    }

    @GET
    @Path("/{userId}")
    @Operation(hidden = true)
    public Uni<Person> person(UUID userId) {
        return profiles.of(userId, Caller.of(identity)).map(Profile::person);
    }

    @GET
    @Path("/by-number/{number}")
    @Operation(hidden = true)
    public Uni<Person> person(long number) {
        return profiles.of(number, Caller.of(identity)).map(Profile::person);
    }
}
