package chat.parley.user.profile;

import chat.parley.common.event.Person;
import chat.parley.common.identity.Caller;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** For the other services, when their copy of a person has not come yet. Not reachable from outside. */
@Path("/internal/people")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "internal")
@SecurityRequirement(name = "bearer")
public class PersonResource {

    private final ProfileService profiles;
    private final SecurityIdentity identity;

    public PersonResource(ProfileService profiles, SecurityIdentity identity) {
        this.profiles = profiles;
        this.identity = identity;
    }

    @GET
    @Path("/{userId}")
    @Operation(summary = "A person by their id, for a service that has not heard of them yet")
    public Uni<Person> person(UUID userId) {
        return profiles.of(userId, Caller.of(identity)).map(Profile::person);
    }

    @GET
    @Path("/by-number/{number}")
    @Operation(summary = "A person by their number, for a service that has not heard of them yet")
    public Uni<Person> person(long number) {
        return profiles.of(number, Caller.of(identity)).map(Profile::person);
    }
}
