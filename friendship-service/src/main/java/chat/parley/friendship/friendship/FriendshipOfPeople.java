package chat.parley.friendship.friendship;

import chat.parley.common.event.FriendshipState;
import chat.parley.common.event.Person;
import java.util.Map;
import java.util.UUID;

/** A friendship with those whose it is. */
public record FriendshipOfPeople(Friendship friendship, Person from, Person to) {

    static FriendshipOfPeople of(Friendship friendship, Map<UUID, Person> people) {
        return new FriendshipOfPeople(friendship, people.get(friendship.from()), people.get(friendship.to()));
    }

    public FriendshipState state() {
        return friendship.state(from, to);
    }
}
