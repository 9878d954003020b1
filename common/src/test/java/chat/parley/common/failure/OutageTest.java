package chat.parley.common.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.redis.client.impl.types.ErrorType;
import java.net.ConnectException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutageTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "LOADING Redis is loading the dataset in memory",
                "OOM command not allowed when used memory > 'maxmemory'.",
                "CONNECTION_CLOSED",
                "ERR [0] OOM command not allowed when used memory > 'maxmemory'.",
                "ERR [0] CONNECTION_CLOSED\nERR [1] CONNECTION_CLOSED"
            })
    void aReplyThatSpeaksOfTheServerIsAnOutage(String reply) {
        assertThat(Outage.is(new CompletionException(ErrorType.create(reply)))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ERR value is not an integer or out of range",
                "ERR [3] value is not an integer or out of range",
                "WRONGTYPE Operation against a key holding the wrong kind of value"
            })
    void aReplyThatSpeaksOfTheCommandIsNot(String reply) {
        assertThat(Outage.is(ErrorType.create(reply))).isFalse();
    }

    @Test
    void aRefusedConnectionIsAnOutage() {
        assertThat(Outage.is(new IllegalStateException(new ConnectException("refused"))))
                .isTrue();
    }

    @Test
    void aDefectIsNot() {
        assertThat(Outage.is(new NullPointerException("Cannot invoke \"String.length()\"")))
                .isFalse();
    }
}
