package chat.parley.gateway.command;

import chat.parley.common.chat.Command;
import chat.parley.common.chat.CommandBatch;
import chat.parley.common.chat.ConversationId;
import chat.parley.common.chat.Outcome;
import chat.parley.common.chat.Sender;
import chat.parley.common.chat.Target;
import chat.parley.common.tracing.Spans;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.smallrye.mutiny.Uni;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * What one socket has asked and has no answer to. At most one batch for each conversation is under way; what comes meanwhile
 * waits and goes out as the next. That is what keeps a sender's order with any number of writers behind, and a busy sender is
 * batched instead of slowed. Everything here runs on the socket's event loop.
 */
public final class Inbox {

    /** Bytes of frames that go together; a single command may be larger. */
    private static final int LARGEST_BATCH = 256 * 1024;

    private final Owner owner;
    private final InFlight inFlight;
    private final Bounds bounds;
    private final Map<Object, Lane> lanes = new HashMap<>(2);

    private int commands;
    private long bytes;
    private boolean full;

    public Inbox(Owner owner, InFlight inFlight, Bounds bounds) {
        this.owner = owner;
        this.inFlight = inFlight;
        this.bounds = bounds;
    }

    /** @param size of the frame, in bytes */
    public void ask(Target target, Command command, int size) {
        ask(target, command, size, Span.getInvalid());
    }

    /** @param span of the frame, which ends with the answer */
    public void ask(Target target, Command command, int size, Span span) {
        add(new Work(target, null, command, size, span));
    }

    /** A command that is known only after some work, which begins when its turn has come; a failure of it is refused. */
    public void ask(Target target, Supplier<Uni<Command>> command, int size, Span span) {
        add(new Work(target, command, null, size, span));
    }

    public boolean isEmpty() {
        return commands == 0;
    }

    /** Forgets what has not gone out yet: its login session has ended. */
    public void discard() {
        lanes.values().forEach(Lane::discard);
    }

    private void add(Work work) {
        commands++;
        bytes += work.size;
        lanes.computeIfAbsent(conversation(work.target), Lane::new).add(work);
        if (!full && (commands >= bounds.commands() || bytes >= bounds.bytes())) {
            full = true;
            owner.full(true);
        }
    }

    /** One and the same for all ways of naming a conversation, as far as it can be known here. */
    private Object conversation(Target target) {
        return switch (target) {
            case Target.OfConversation conversation -> conversation.id();
            case Target.OfUser user -> ConversationId.ofDirect(owner.sender().userId(), user.id());
            case Target.OfLobby _ -> ConversationId.LOBBY;
            case Target.OfFriendship _, Target.OfMessage _, Target.OfAll _, Target.OfNode _ -> target;
        };
    }

    private void done(List<Work> finished) {
        finished.forEach(work -> work.span.end());
        commands -= finished.size();
        bytes -= finished.stream().mapToLong(work -> work.size).sum();
        if (full && commands <= bounds.commands() / 2 && bytes <= bounds.bytes() / 2) {
            full = false;
            owner.full(false);
        }
    }

    /** One conversation. */
    private final class Lane {

        private final Object conversation;
        private final Deque<Work> waiting = new ArrayDeque<>(4);
        private boolean busy;

        Lane(Object conversation) {
            this.conversation = conversation;
        }

        void add(Work work) {
            waiting.add(work);
            next();
        }

        void discard() {
            done(List.copyOf(waiting));
            waiting.clear();
        }

        private void next() {
            if (busy) {
                return;
            }
            if (waiting.isEmpty()) {
                lanes.remove(conversation);
            } else if (waiting.peek().command == null) {
                prepare(waiting.poll());
            } else {
                submit(batch());
            }
        }

        private void prepare(Work work) {
            busy = true;
            work.preparation
                    .get()
                    .emitOn(owner::execute)
                    .subscribe()
                    .with(command -> prepared(work, command), failure -> refused(work, failure));
        }

        private void prepared(Work work, Command command) {
            busy = false;
            waiting.addFirst(new Work(work.target, null, command, work.size, work.span));
            next();
        }

        private void refused(Work work, Throwable failure) {
            Spans.fail(work.span, failure);
            owner.failed(failure);
            finish(List.of(work));
        }

        private List<Work> batch() {
            var batch = new ArrayList<Work>();
            var target = waiting.peek().target;
            long size = 0;
            do {
                size += waiting.peek().size;
                batch.add(waiting.poll());
            } while (batch.size() < bounds.batch()
                    && !waiting.isEmpty()
                    && waiting.peek().command != null
                    && waiting.peek().target.equals(target)
                    && size + waiting.peek().size <= LARGEST_BATCH);
            return batch;
        }

        private void submit(List<Work> batch) {
            busy = true;
            var commands = batch.stream().map(work -> work.command).toList();
            inFlight.submit(
                    new CommandBatch(
                            UUID.randomUUID(), owner.node(), owner.sender(), batch.getFirst().target, commands),
                    new Answer() {
                        @Override
                        public void come(List<Outcome> outcomes) {
                            owner.execute(() -> answered(batch, outcomes));
                        }

                        @Override
                        public void missing() {
                            owner.execute(() -> unanswered(batch));
                        }
                    });
        }

        private void answered(List<Work> batch, List<Outcome> outcomes) {
            for (int i = 0; i < Math.min(batch.size(), outcomes.size()); i++) {
                note(outcomes.get(i), batch.get(i).span);
                owner.answered(outcomes.get(i));
            }
            finish(batch);
        }

        private void unanswered(List<Work> batch) {
            batch.forEach(work -> {
                work.span.setStatus(StatusCode.ERROR, "no answer in time");
                owner.unanswered(work.command);
            });
            finish(batch);
        }

        private void finish(List<Work> finished) {
            busy = false;
            done(finished);
            next();
        }
    }

    private static void note(Outcome outcome, Span span) {
        if (span.isRecording()) {
            switch (outcome) {
                case Outcome.Accepted ok -> {
                    span.setAttribute("messaging.message.id", ok.messageId().toString());
                    span.setAttribute(
                            "messaging.message.conversation_id",
                            ok.conversationId().toString());
                }
                case Outcome.Refused no -> span.setAttribute("parley.refusal", no.code());
                case Outcome.Done _, Outcome.Resumed _ -> {}
            }
        }
    }

    /** A command, or the work that leads to one. */
    private record Work(Target target, Supplier<Uni<Command>> preparation, Command command, int size, Span span) {}

    /**
     * How much of a socket's asking is kept.
     *
     * @param batch commands that go out together
     */
    public record Bounds(int commands, long bytes, int batch) {}

    /** The socket. */
    public interface Owner {

        String node();

        Sender sender();

        /** Runs it on the socket's event loop. */
        void execute(Runnable work);

        /** Whether more may be read from it. */
        void full(boolean full);

        void answered(Outcome outcome);

        /** Nothing is known of this command, after a long time. */
        void unanswered(Command command);

        /** The work before a command failed. */
        void failed(Throwable cause);
    }
}
