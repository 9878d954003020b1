package chat.parley.common.failure;

import io.vertx.core.VertxException;
import io.vertx.redis.client.impl.types.ErrorType;
import io.vertx.sqlclient.ClosedConnectionException;
import io.vertx.sqlclient.DatabaseException;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Tells an outage of PostgreSQL, Redis or a neighbour, which passes, from a defect, which does not. */
public final class Outage {

    /**
     * PostgreSQL error classes (appendix A of its manual) that speak of the server and not of the statement: connection,
     * rollback for concurrency, resources, lock not available, operator intervention (statement time-out included), system.
     */
    private static final Set<String> SQL_CLASSES = Set.of("08", "40", "53", "55", "57", "58");

    /**
     * Redis error replies that speak of the server: still loading, full, disk trouble, read-only replica, cluster; and what its
     * client answers in its place when the connection has ended.
     */
    private static final Set<String> REDIS_ERRORS = Set.of(
            "LOADING",
            "OOM",
            "MISCONF",
            "READONLY",
            "BUSY",
            "TRYAGAIN",
            "CLUSTERDOWN",
            "MASTERDOWN",
            "CONNECTION_CLOSED");

    /** What the client puts before each error reply to a batch, a line each. */
    private static final Pattern PLACE_IN_BATCH = Pattern.compile("^ERR \\[\\d+] ");

    private Outage() {}

    /** Whether this failure, or one that caused it, is an outage: waiting and trying again is the right answer. */
    public static boolean is(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(Outage::speaksOfTheServer);
    }

    private static boolean speaksOfTheServer(Throwable cause) {
        return switch (cause) {
            case Unavailable _, IOException _, TimeoutException _, ClosedConnectionException _ -> true;
            case io.smallrye.mutiny.TimeoutException _ -> true;
            case DatabaseException refused -> isOutage(refused.getSqlState());
            case ErrorType refused -> isOutageOfRedis(refused.getMessage());
            case VertxException closed -> true;
            default -> isWithoutConnection(cause);
        };
    }

    private static boolean isOutage(String sqlState) {
        return sqlState != null && sqlState.length() == 5 && SQL_CLASSES.contains(sqlState.substring(0, 2));
    }

    private static boolean isOutageOfRedis(String replies) {
        return replies != null && replies.lines().map(Outage::firstWord).anyMatch(REDIS_ERRORS::contains);
    }

    private static String firstWord(String reply) {
        return PLACE_IN_BATCH.matcher(reply).replaceFirst("").split(" ", 2)[0];
    }

    /** The clients of Vert.x say so in words alone. */
    private static boolean isWithoutConnection(Throwable cause) {
        var message = cause.getMessage();
        return message != null
                && (message.contains("Connection is not active")
                        || message.contains("Connection is closed")
                        || message.contains("pool"));
    }
}
