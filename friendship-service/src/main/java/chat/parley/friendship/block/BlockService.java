package chat.parley.friendship.block;

import chat.parley.common.event.FriendshipEvent;
import chat.parley.common.identity.Caller;
import chat.parley.common.outbox.Outbox;
import chat.parley.common.paging.Cursor;
import chat.parley.common.paging.Listing;
import chat.parley.friendship.friendship.FriendshipService;
import chat.parley.friendship.person.People;
import chat.parley.friendship.person.PersonService;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/**
 * Keeping somebody away, and taking that back. Each is told in the transaction in which it happens. A friendship, or a request,
 * between the two ends with the block, and does not come back with its end.
 */
@ApplicationScoped
public class BlockService {

    private static final String LIST = "blocks";

    private final Blocks blocks;
    private final FriendshipService friendships;
    private final People people;
    private final PersonService persons;
    private final Outbox outbox;

    BlockService(Blocks blocks, FriendshipService friendships, People people, PersonService persons, Outbox outbox) {
        this.blocks = blocks;
        this.friendships = friendships;
        this.people = people;
        this.persons = persons;
        this.outbox = outbox;
    }

    /**
     * Changes nothing when the caller blocks them already. Fails with {@link CannotBlockOneself}, or
     * {@link chat.parley.friendship.person.UserNotFound}.
     */
    public Uni<Void> block(Caller caller, UUID user) {
        if (user.equals(caller.userId())) {
            return Uni.createFrom().failure(new CannotBlockOneself());
        }
        return persons.of(user, caller)
                .call(() -> persons.of(caller))
                .chain(() -> outbox.inTransaction(transaction -> blocks.lockPair(caller.userId(), user, transaction)
                        .chain(() -> blocks.add(caller.userId(), user, transaction))
                        .onItem()
                        .ifNotNull()
                        .call(block -> friendships
                                .endForBlock(caller, user, transaction)
                                .chain(() -> tell(block.madeEvent(), transaction)))))
                .replaceWithVoid();
    }

    /** Changes nothing when the caller does not block them. */
    public Uni<Void> unblock(Caller caller, UUID user) {
        return outbox.inTransaction(transaction -> blocks.remove(caller.userId(), user, transaction)
                        .onItem()
                        .ifNotNull()
                        .call(block -> tell(block.takenBackEvent(), transaction)))
                .replaceWithVoid();
    }

    /**
     * Whom the caller blocks, those who were blocked last first.
     *
     * @param cursor where to go on, null for the beginning
     */
    public Uni<Listing<BlockedPerson>> of(Caller caller, int limit, String cursor) {
        return found(caller.userId(), limit + 1, cursor)
                .map(found -> Listing.of(found, limit, block -> Cursor.of(LIST, block.since(), block.blocked())))
                .chain(this::withPeople);
    }

    private Uni<List<Block>> found(UUID blocker, int limit, String cursor) {
        if (cursor == null) {
            return blocks.of(blocker, limit);
        }
        var after = Cursor.read(cursor, LIST, 2);
        return blocks.after(blocker, after.instant(0), after.uuid(1), limit);
    }

    private Uni<Listing<BlockedPerson>> withPeople(Listing<Block> found) {
        return people.find(found.items().stream().map(Block::blocked).toList())
                .map(known -> found.map(block -> new BlockedPerson(block, known.get(block.blocked()))));
    }

    private Uni<Void> tell(FriendshipEvent event, SqlConnection transaction) {
        return outbox.tell(FriendshipEvent.STREAM, event, transaction);
    }
}
