package chat.parley.message.command;

import chat.parley.common.chat.Command;
import chat.parley.common.chat.CommandBatch;
import chat.parley.common.chat.Sender;
import chat.parley.common.chat.Target;
import chat.parley.common.identity.Caller;
import chat.parley.common.tracing.Spans;
import chat.parley.common.tracing.Step;
import chat.parley.common.tracing.Tracing;
import chat.parley.message.delivery.Delivery;
import chat.parley.message.message.Ask;
import chat.parley.message.message.MessageKey;
import chat.parley.message.message.MessageWriter;
import chat.parley.message.message.Posted;
import chat.parley.message.message.Targets;
import chat.parley.message.message.Undelivered;
import chat.parley.message.message.Written;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Carries commands out, from sockets and from HTTP alike: write, commit, then tell. */
@ApplicationScoped
public class Commands {

    private static final Logger LOG = Logger.getLogger(Commands.class);

    private static final Step TRANSACTION = Step.transaction("message");

    private final Tracing tracing;
    private final Targets targets;
    private final MessageWriter writer;
    private final Delivery delivery;
    private final Undelivered undelivered;
    private final Counter persisted;

    public Commands(
            Tracing tracing,
            Targets targets,
            MessageWriter writer,
            Delivery delivery,
            Undelivered undelivered,
            MeterRegistry meters) {
        this.tracing = tracing;
        this.targets = targets;
        this.writer = writer;
        this.delivery = delivery;
        this.undelivered = undelivered;
        this.persisted = Counter.builder("parley.messages.persisted")
                .description("Committed; a repeat of a send is not counted again")
                .register(meters);
    }

    /** For commands that come from a stream: a failure at any point means that they are to be carried out again. */
    Uni<Void> carryOut(List<Ask> asks) {
        return write(asks).chain(delivery::deliver);
    }

    /**
     * For a command that comes over HTTP. It is done when this has an item; sockets that could not be told by then are told
     * later.
     */
    public Uni<Written> carryOut(Caller caller, Target target, Command command) {
        var sender = new Sender(caller.userId(), caller.number(), caller.username());
        var batch = new CommandBatch(UUID.randomUUID(), null, sender, target, List.of(traced(command)));
        return targets.resolve(List.of(batch)).chain(this::write).call(this::tell);
    }

    /** It comes from the request. */
    private Command traced(Command command) {
        var current = tracing.current();
        return current != null && command instanceof Command.Send send ? send.from(current) : command;
    }

    private Uni<Written> write(List<Ask> asks) {
        var traced =
                asks.stream().map(Ask::batch).filter(CommandBatch::isTraced).toList();
        var writing = traced.isEmpty() ? writer.write(asks) : write(asks, traced);
        return writing.invoke(this::count);
    }

    /** One transaction, whoever's messages are in it. */
    private Uni<Written> write(List<Ask> asks, List<CommandBatch> traced) {
        var span =
                tracing.join(traced.stream().flatMap(CommandBatch::traceparents).toList(), TRANSACTION);
        span.setAttribute(
                "db.operation.batch.size",
                asks.stream().mapToLong(ask -> ask.batch().commands().size()).sum());
        return writer.write(asks)
                .onFailure()
                .invoke(failure -> Spans.fail(span, failure))
                .onTermination()
                .invoke(() -> span.end());
    }

    private void count(Written written) {
        persisted.increment(
                written.posted().stream().filter(posted -> !posted.isRepeat()).count());
    }

    private Uni<Void> tell(Written written) {
        return delivery.deliver(written)
                .chain(() -> settle(written))
                .onFailure()
                .invoke(failure -> LOG.warnf("sockets are told later: %s", failure))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> settle(Written written) {
        return written.posted().isEmpty() ? Uni.createFrom().voidItem() : undelivered.remove(keys(written));
    }

    private static List<MessageKey> keys(Written written) {
        return written.posted().stream()
                .map(Posted::message)
                .map(message -> message.key())
                .toList();
    }
}
