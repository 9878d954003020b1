package chat.parley.common.stream;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * Question and answer over a connection of the client's pool. The client itself knows no end to waiting: whoever gave up while
 * all connections were taken would have his question asked all the same once there is one, and after an outage Redis would
 * first do everything that nobody wants any more. So what was given up before it was sent is not sent.
 */
final class Exchange {

    private Exchange() {}

    /** The connection goes back to its pool when the answer is there, whether or not somebody still waits for it. */
    static <T> Uni<T> over(Redis redis, Function<RedisConnection, Future<T>> question) {
        return Uni.createFrom().emitter(asker -> {
            var isOver = new AtomicBoolean();
            asker.onTermination(() -> isOver.set(true));
            redis.getDelegate()
                    .connect()
                    .compose(connection -> answer(connection, isOver.get(), question))
                    .onComplete(asker::complete, asker::fail);
        });
    }

    private static <T> Future<T> answer(
            RedisConnection connection, boolean isOver, Function<RedisConnection, Future<T>> question) {
        var answer =
                isOver ? Future.<T>failedFuture("given up before there was a connection") : question.apply(connection);
        return answer.eventually(() -> connection.close());
    }
}
