package chat.parley.friendship.person;

import chat.parley.common.event.Person;
import chat.parley.common.failure.Unavailable;
import chat.parley.common.identity.Caller;
import chat.parley.common.identity.InvalidToken;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;

/** Who somebody is: from our copy, and when their profile has not come round yet, from user-service, once. */
@ApplicationScoped
public class PersonService {

    private static final Logger LOG = Logger.getLogger(PersonService.class);

    private final People people;
    private final UserService users;

    PersonService(People people, @RestClient UserService users) {
        this.people = people;
        this.users = users;
    }

    /** The caller; fails with {@link InvalidToken} when their account is no more. */
    public Uni<Person> of(Caller caller) {
        return of(caller.userId(), caller).onFailure(UserNotFound.class).transform(_ -> InvalidToken.malformed());
    }

    /** Fails with {@link UserNotFound}, and with {@link Unavailable} when user-service does not answer as it should. */
    public Uni<Person> of(UUID userId, Caller asking) {
        return people.find(userId).onItem().ifNull().switchTo(() -> keep(users.person(bearer(asking), userId)));
    }

    /** Like {@link #of(UUID, Caller)}, by the integer id of {@code social}. */
    public Uni<Person> of(long number, Caller asking) {
        return people.find(number).onItem().ifNull().switchTo(() -> keep(users.person(bearer(asking), number)));
    }

    private Uni<Person> keep(Uni<Person> asked) {
        return asked.onFailure().transform(PersonService::refusal).call(people::keep);
    }

    private static String bearer(Caller asking) {
        return "Bearer " + asking.token();
    }

    private static Throwable refusal(Throwable failure) {
        return switch (status(failure)) {
            case 404 -> new UserNotFound();
            case 401 -> InvalidToken.malformed();
            default -> unavailable(failure);
        };
    }

    private static Unavailable unavailable(Throwable failure) {
        LOG.warnf("user-service does not answer: %s", failure);
        return new Unavailable("The users cannot be reached now; it is safe to try again.");
    }

    private static int status(Throwable failure) {
        return failure instanceof WebApplicationException answered
                ? answered.getResponse().getStatus()
                : 0;
    }
}
