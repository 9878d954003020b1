package chat.parley.message.delivery;

import chat.parley.message.conversation.Conversations;
import chat.parley.message.message.Message;
import chat.parley.message.message.MessageKey;
import chat.parley.message.message.Messages;
import chat.parley.message.message.Posted;
import chat.parley.message.message.PostedMessages;
import chat.parley.message.message.Undelivered;
import chat.parley.message.message.Written;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Tells the sockets of messages that came over HTTP and were committed, but whose delivery failed, or whose replica died in
 * between.
 */
@ApplicationScoped
class Redelivery {

    private static final Logger LOG = Logger.getLogger(Redelivery.class);
    private static final Duration PATIENCE = Duration.ofSeconds(12);
    private static final int AT_ONCE = 200;

    private final Pool pool;
    private final Undelivered undelivered;
    private final Messages messages;
    private final Conversations conversations;
    private final PostedMessages postedMessages;
    private final Delivery delivery;
    private final DeliveryConfig config;

    Redelivery(
            Pool pool,
            Undelivered undelivered,
            Messages messages,
            Conversations conversations,
            PostedMessages postedMessages,
            Delivery delivery,
            DeliveryConfig config) {
        this.pool = pool;
        this.undelivered = undelivered;
        this.messages = messages;
        this.conversations = conversations;
        this.postedMessages = postedMessages;
        this.delivery = delivery;
        this.config = config;
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void deliver() {
        try {
            undelivered
                    .claim(config.redeliverAfter(), AT_ONCE)
                    .chain(this::redeliver)
                    .await()
                    .atMost(PATIENCE);
        } catch (RuntimeException failure) {
            LOG.warnf("sockets are told later: %s", failure);
        }
    }

    private Uni<Void> redeliver(List<MessageKey> waiting) {
        return waiting.isEmpty()
                ? Uni.createFrom().voidItem()
                : messages.find(waiting)
                        .chain(this::posted)
                        .map(posted -> new Written(List.of(), posted, List.of(), List.of(), List.of(), Map.of()))
                        .chain(delivery::deliver)
                        .chain(() -> undelivered.remove(waiting));
    }

    private Uni<List<Posted>> posted(List<Message> found) {
        var ids = found.stream().map(Message::conversationId).collect(Collectors.toSet());
        return conversations.find(ids, pool).chain(known -> postedMessages.of(found, known));
    }
}
