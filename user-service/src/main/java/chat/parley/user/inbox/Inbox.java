package chat.parley.user.inbox;

import chat.parley.common.event.Person;
import chat.parley.common.event.UserEvent;
import chat.parley.common.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Puts things into inboxes, and tells of what is new there in the same transaction. */
@ApplicationScoped
class Inbox {

    private final Notifications notifications;
    private final Outbox outbox;

    Inbox(Notifications notifications, Outbox outbox) {
        this.notifications = notifications;
        this.outbox = outbox;
    }

    Uni<Void> put(List<NewNotification> wanted, SqlConnection transaction) {
        return wanted.isEmpty()
                ? Uni.createFrom().voidItem()
                : notifications.add(wanted, transaction).chain(added -> tell(added, senders(wanted), transaction));
    }

    private Uni<Void> tell(List<Notification> added, Map<UUID, Person> senders, SqlConnection transaction) {
        return added.isEmpty()
                ? Uni.createFrom().voidItem()
                : outbox.tellAll(
                        UserEvent.STREAM,
                        added.stream()
                                .map(notification -> notification.event(senders.get(notification.sender())))
                                .toList(),
                        transaction);
    }

    private static Map<UUID, Person> senders(List<NewNotification> wanted) {
        return wanted.stream()
                .map(NewNotification::sender)
                .filter(sender -> sender != null)
                .collect(Collectors.toMap(Person::userId, Function.identity(), (one, _) -> one));
    }
}
