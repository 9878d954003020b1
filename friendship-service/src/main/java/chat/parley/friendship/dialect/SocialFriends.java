package chat.parley.friendship.dialect;

import chat.parley.common.chat.OnlineUsers;
import chat.parley.common.event.Person;
import chat.parley.common.http.Fields;
import chat.parley.common.http.PublicUrl;
import chat.parley.common.identity.Caller;
import chat.parley.common.social.SocialInvalid;
import chat.parley.common.social.SocialRequest;
import chat.parley.friendship.block.Blocks;
import chat.parley.friendship.friendship.FriendshipNotFound;
import chat.parley.friendship.friendship.FriendshipOfPeople;
import chat.parley.friendship.friendship.FriendshipService;
import chat.parley.friendship.friendship.FriendshipStatus;
import chat.parley.friendship.person.PersonService;
import chat.parley.friendship.person.UserNotFound;
import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** {@code social}'s calls about friends, which are reached under two spellings; people have numbers there. */
@ApplicationScoped
class SocialFriends {

    private static final List<String> RECEIVER = List.of("receiver", "receiver_id", "to_user", "user_id");

    private final FriendshipService friendships;
    private final Blocks blocks;
    private final PersonService persons;
    private final OnlineUsers onlineUsers;
    private final PublicUrl url;

    SocialFriends(
            FriendshipService friendships,
            Blocks blocks,
            PersonService persons,
            OnlineUsers onlineUsers,
            PublicUrl url) {
        this.friendships = friendships;
        this.blocks = blocks;
        this.persons = persons;
        this.onlineUsers = onlineUsers;
        this.url = url;
    }

    Uni<SocialRequest> ask(Caller caller, Fields fields) {
        return ask(caller, receiver(fields));
    }

    Uni<SocialRequest> ask(Caller caller, long receiver) {
        return person(receiver, caller)
                .chain(person -> friendships.ask(caller, person.userId()))
                .chain(this::view);
    }

    Uni<SocialRequest> answer(Caller caller, long request, Fields fields) {
        return friendships.answerRequest(caller, request, answer(fields)).chain(this::view);
    }

    Uni<SocialRequest> answerTo(Caller caller, long sender, FriendshipStatus status) {
        return person(sender, caller)
                .chain(person -> friendships.answerRequestOf(caller, person.userId(), status))
                .chain(this::view);
    }

    Uni<List<SocialBodies.Friend>> friends(Caller caller) {
        return friendships.friendsOf(caller).chain(this::friends);
    }

    Uni<List<SocialRequest>> received(Caller caller) {
        return friendships.requestsTo(caller).chain(this::views);
    }

    Uni<SocialRequest> with(Caller caller, long other) {
        return person(other, caller)
                .chain(person -> friendships.between(caller, person.userId()))
                .chain(this::view);
    }

    Uni<SocialBodies.Standing> standing(Caller caller, long other) {
        return person(other, caller)
                .chain(person -> Uni.combine()
                        .all()
                        .unis(standing(caller, person), blocks.has(caller.userId(), person.userId()))
                        .with((standing, isBlocking) -> isBlocking ? standing.withBlockBy(caller) : standing));
    }

    private Uni<SocialBodies.Standing> standing(Caller caller, Person person) {
        return friendships
                .between(caller, person.userId())
                .map(found -> SocialBodies.Standing.of(found, caller.userId()))
                .onFailure(FriendshipNotFound.class)
                .recoverWithItem(SocialBodies.Standing.NONE);
    }

    Uni<SocialBodies.Said> remove(Caller caller, long friend) {
        return person(friend, caller)
                .chain(person -> friendships.unfriend(caller, person.userId()))
                .replaceWith(new SocialBodies.Said("Friend removed."));
    }

    /** @throws UserNotFound when it is no number */
    static long number(String id, Caller caller) {
        if (id.equals("me")) {
            return caller.number();
        }
        try {
            return Long.parseLong(id);
        } catch (NumberFormatException notOne) {
            throw new UserNotFound();
        }
    }

    private Uni<Person> person(long number, Caller asking) {
        return number == asking.number() ? persons.of(asking) : persons.of(number, asking);
    }

    private Uni<SocialRequest> view(FriendshipOfPeople request) {
        return views(List.of(request)).map(List::getFirst);
    }

    private Uni<List<SocialRequest>> views(List<FriendshipOfPeople> requests) {
        return onlineUsers
                .shownAmong(users(requests))
                .map(online -> requests.stream()
                        .map(request -> SocialRequest.of(request.state(), online, url))
                        .toList());
    }

    private static List<UUID> users(List<FriendshipOfPeople> requests) {
        return requests.stream()
                .flatMap(request ->
                        Stream.of(request.from().userId(), request.to().userId()))
                .distinct()
                .toList();
    }

    private Uni<List<SocialBodies.Friend>> friends(List<Person> people) {
        return onlineUsers
                .shownAmong(people.stream().map(Person::userId).toList())
                .map(online -> people.stream()
                        .map(person -> SocialBodies.Friend.of(person, online.contains(person.userId()), url))
                        .toList());
    }

    private static long receiver(Fields fields) {
        var given = RECEIVER.stream()
                .map(fields::json)
                .flatMap(Optional::stream)
                .filter(value -> !value.isNull())
                .findFirst()
                .orElseThrow(() -> SocialInvalid.missing("receiver"));
        return number(given).orElseThrow(() -> new SocialInvalid("receiver", "A valid integer is required."));
    }

    private static Optional<Long> number(JsonNode value) {
        try {
            return value.isIntegralNumber() || value.isTextual()
                    ? Optional.of(Long.parseLong(value.asText().strip()))
                    : Optional.empty();
        } catch (NumberFormatException notOne) {
            return Optional.empty();
        }
    }

    private static FriendshipStatus answer(Fields fields) {
        if (!fields.has("status") && fields.has("action")) {
            return switch (fields.text("action").orElse("")) {
                case "accept" -> FriendshipStatus.ACCEPTED;
                case "reject" -> FriendshipStatus.REJECTED;
                default -> throw SocialInvalid.notAChoice("action", shown(fields, "action"));
            };
        }
        if (!fields.has("status")) {
            throw SocialInvalid.missing("status");
        }
        return fields.text("status")
                .flatMap(FriendshipStatus::ofWord)
                .filter(status -> status != FriendshipStatus.PENDING)
                .orElseThrow(() -> SocialInvalid.notAChoice("status", shown(fields, "status")));
    }

    private static String shown(Fields fields, String name) {
        return fields.json(name).map(JsonNode::asText).orElse("");
    }
}
