package chat.parley.deploy.system;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.parley.deploy.Service;
import chat.parley.deploy.fault.lab.RedisConnection;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A service does in Redis what it has to, with the keys that are its own. That it can, all other tests of this package show. */
@ExtendWith(StackExtension.class)
class RedisUsersTest {

    /** What is refused in between is refused to us, and no sign of a right that a service lacks. */
    @BeforeEach
    void nothingHasBeenRefusedYet(RunningStack stack) {
        stack.assertRedisRefusedNothing();
    }

    @AfterEach
    void forgetWhatIsRefusedHere(RunningStack stack) {
        try (var redis = stack.laboratory().redis()) {
            redis.call("ACL", "LOG", "RESET");
        }
    }

    @Test
    void nobodyWithoutANameDoesAnything(RunningStack stack) {
        var port = stack.laboratory().settings().ports().redis();

        assertThatThrownBy(() -> new RedisConnection(port, "default", "")).hasMessageContaining("WRONGPASS");
    }

    @ParameterizedTest
    @EnumSource
    void aServiceCannotLookAfterRedis(Service service, RunningStack stack) {
        try (var redis = stack.laboratory().redis(service.module())) {
            for (var command : List.of(
                    "FLUSHALL",
                    "KEYS *",
                    "SCAN 0",
                    "CONFIG GET maxmemory",
                    "ACL LIST",
                    "CLIENT LIST",
                    "INFO",
                    "MONITOR",
                    "SHUTDOWN",
                    "DEBUG SLEEP 0",
                    "EVAL return(1) 0",
                    "SCRIPT FLUSH",
                    "PUBLISH a b",
                    "SUBSCRIBE a",
                    "SWAPDB 0 1")) {
                assertRefused(redis, command);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        auth-service,       XADD events.friendship * a b
        auth-service,       SET online:ada 1
        auth-service,       GETDEL ticket:1
        user-service,       XADD commands.0 * a b
        user-service,       XADD deliver.gateway * a b
        user-service,       EXISTS ticket:1
        user-service,       SET login:name:ada 0
        friendship-service, XADD events.auth * a b
        friendship-service, XREADGROUP GROUP g c STREAMS commands.0 >
        friendship-service, GET ticket:1
        message-service,    XADD events.auth * a b
        message-service,    EXISTS ticket:1
        message-service,    SET login:name:ada 0
        chat-gateway,       XACK commands.0 message-service 1-1
        chat-gateway,       XADD dead.events.auth * a b
        chat-gateway,       DEL login:name:ada
        """)
    void aServiceTouchesNoKeyThatIsNotItsOwn(String service, String command, RunningStack stack) {
        try (var redis = stack.laboratory().redis(service)) {
            assertRefused(redis, command);
        }
    }

    private static void assertRefused(RedisConnection redis, String command) {
        assertThatThrownBy(() -> redis.call(command.split(" "))).as(command).hasMessageStartingWith("NOPERM");
    }
}
