package chat.parley.message.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import chat.parley.common.chat.Command;
import chat.parley.common.chat.CommandBatch;
import chat.parley.common.chat.Sender;
import chat.parley.common.chat.Target;
import chat.parley.common.failure.Unavailable;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GroupCommitTest {

    private static final int MOST = 10;

    private final List<List<CommandBatch>> transactions = new CopyOnWriteArrayList<>();
    private final List<CommandBatch> poisonous = new CopyOnWriteArrayList<>();
    private final Semaphore commits = new Semaphore(0);
    private volatile Throwable failure = new IllegalStateException("poison");

    private final GroupCommit one = new GroupCommit(1, MOST, this::commit);

    private void commit(List<CommandBatch> batches) {
        transactions.add(batches);
        commits.acquireUninterruptibly();
        if (batches.stream().anyMatch(poisonous::contains)) {
            if (failure instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) failure;
        }
    }

    @Test
    void whatComesAloneDoesNotWait() throws Exception {
        commits.release();
        var batch = batch(1);

        one.carryOut(List.of(batch));

        assertThat(transactions).containsExactly(List.of(batch));
    }

    @Test
    void whatComesWhileAnotherIsUnderWayGoesTogether() {
        var first = batch(1);
        var second = batch(1);
        var third = batch(1);

        var callers = List.of(underWay(first), waiting(second), waiting(third));
        commits.release(2);

        callers.forEach(CompletableFuture::join);
        assertThat(transactions).containsExactly(List.of(first), List.of(second, third));
    }

    @Test
    void noMoreGoTogetherThanThatMany() {
        var first = batch(1);
        var second = batch(MOST - 1);
        var third = batch(2);

        var callers = List.of(underWay(first), waiting(second), waiting(third));
        commits.release(3);

        callers.forEach(CompletableFuture::join);
        assertThat(transactions).containsExactly(List.of(first), List.of(second), List.of(third));
    }

    @Test
    void whatOneCallerBringsIsNotCut() throws Exception {
        commits.release();
        var large = List.of(batch(MOST), batch(MOST));

        one.carryOut(large);

        assertThat(transactions).containsExactly(large);
    }

    @Test
    void soManyAreUnderWayAtATime() {
        var two = new GroupCommit(2, MOST, this::commit);
        var callers = List.of(call(two, batch(1)), call(two, batch(1)));

        await().until(() -> transactions.size() == 2);

        commits.release(2);
        callers.forEach(CompletableFuture::join);
    }

    @Test
    void poisonFailsForWhoeverBroughtIt() {
        var first = batch(1);
        var sound = batch(1);
        var poison = batch(1);
        poisonous.add(poison);

        var busy = underWay(first);
        var ofSound = waiting(sound);
        var ofPoison = waiting(poison);
        commits.release(4);

        busy.join();
        ofSound.join();
        assertThatThrownBy(ofPoison::join).hasRootCause(failure);
        assertThat(transactions)
                .containsExactly(List.of(first), List.of(sound, poison), List.of(sound), List.of(poison));
    }

    @ParameterizedTest
    @MethodSource("whatIsNotOneCallersFault")
    void whatIsNotOneCallersFaultFailsForAllOfThemAtOnce(Throwable cause) {
        failure = cause;
        var first = batch(1);
        var second = batch(1);
        var third = batch(1);
        poisonous.add(third);

        var busy = underWay(first);
        var callers = List.of(waiting(second), waiting(third));
        commits.release(2);

        busy.join();
        assertThat(callers)
                .allSatisfy(caller -> assertThatThrownBy(caller::join).hasRootCause(cause));
        assertThat(transactions).containsExactly(List.of(first), List.of(second, third));
    }

    static Stream<Throwable> whatIsNotOneCallersFault() {
        return Stream.of(new Unavailable("no database"), new StackOverflowError());
    }

    private CompletableFuture<Void> underWay(CommandBatch batch) {
        var caller = call(one, batch);
        await().until(() -> transactions.size() == 1);
        return caller;
    }

    private CompletableFuture<Void> waiting(CommandBatch batch) {
        var before = one.waiting();
        var caller = call(one, batch);
        await().until(() -> one.waiting() == before + 1);
        return caller;
    }

    private static CompletableFuture<Void> call(GroupCommit commit, CommandBatch batch) {
        var done = new CompletableFuture<Void>();
        Thread.ofVirtual().start(() -> {
            try {
                commit.carryOut(List.of(batch));
                done.complete(null);
            } catch (RuntimeException | Error | InterruptedException failure) {
                done.completeExceptionally(failure);
            }
        });
        return done;
    }

    private static CommandBatch batch(int commands) {
        return new CommandBatch(
                UUID.randomUUID(),
                "node",
                new Sender(UUID.randomUUID(), 1, "ada"),
                new Target.OfLobby(),
                Collections.nCopies(commands, new Command.MarkRead(1)));
    }
}
