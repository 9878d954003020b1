package chat.parley.user.inbox;

import chat.parley.common.identity.Caller;
import chat.parley.common.paging.Cursor;
import chat.parley.common.paging.Listing;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** What somebody does with their inbox. */
@ApplicationScoped
public class Reading {

    private static final String LIST = "notifications";

    private final Notifications notifications;

    Reading(Notifications notifications) {
        this.notifications = notifications;
    }

    /**
     * The caller's, newest first.
     *
     * @param cursor where to go on, null for the beginning
     */
    public Uni<Listing<Notification>> list(Caller caller, int limit, String cursor) {
        var below =
                cursor == null ? Long.MAX_VALUE : Cursor.read(cursor, LIST, 1).number(0);
        return notifications
                .list(caller.userId(), below, limit + 1)
                .map(found -> Listing.of(found, limit, notification -> Cursor.of(LIST, notification.number())));
    }

    public Uni<Long> unread(Caller caller) {
        return notifications.unread(caller.userId());
    }

    /** Fails with {@link NotificationNotFound}. */
    public Uni<Void> read(Caller caller, UUID id) {
        return notifications
                .markRead(caller.userId(), id)
                .invoke(Reading::mustBe)
                .replaceWithVoid();
    }

    public Uni<Void> readAll(Caller caller) {
        return notifications.markAllRead(caller.userId(), Long.MAX_VALUE);
    }

    /** That one and all before it. Fails with {@link NotificationNotFound}. */
    public Uni<Void> readUpTo(Caller caller, UUID id) {
        return notifications
                .find(caller.userId(), id)
                .onItem()
                .ifNull()
                .failWith(NotificationNotFound::new)
                .chain(last -> notifications.markAllRead(caller.userId(), last.number()));
    }

    /** Fails with {@link NotificationNotFound}. */
    public Uni<Void> delete(Caller caller, UUID id) {
        return notifications.delete(caller.userId(), id).invoke(Reading::mustBe).replaceWithVoid();
    }

    private static void mustBe(boolean there) {
        if (!there) {
            throw new NotificationNotFound();
        }
    }
}
