package chat.parley.common.tls;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class EncryptionTest {

    private static final Optional<String> AUTHORITY = Optional.of("/etc/parley/redis-ca/ca.crt");

    @Test
    void anAuthorityForPlainConnectionsStopsTheStart() {
        assertThatThrownBy(() -> Encryption.checkRedis(AUTHORITY, "redis://user:secret@host:6379"))
                .hasMessageStartingWith("parley.redis.ca is set")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> Encryption.checkRedis(AUTHORITY, "rediss://one:6379,redis://other:6379"))
                .hasMessageStartingWith("parley.redis.ca is set");
        assertThatThrownBy(() -> Encryption.checkDatabase(AUTHORITY, Optional.empty()))
                .hasMessageStartingWith("parley.database.ca is set");
        assertThatThrownBy(() -> Encryption.checkDatabase(AUTHORITY, Optional.of("require")))
                .hasMessageContaining("not verify-full");
    }

    @Test
    void encryptedConnectionsAndThoseThatNobodyBelievesEncryptedDoNot() {
        assertThatCode(() -> Encryption.checkRedis(AUTHORITY, "rediss://host:6379"))
                .doesNotThrowAnyException();
        assertThatCode(() -> Encryption.checkRedis(Optional.empty(), "redis://host:6379"))
                .doesNotThrowAnyException();
        assertThatCode(() -> Encryption.checkDatabase(AUTHORITY, Optional.of("verify-full")))
                .doesNotThrowAnyException();
        assertThatCode(() -> Encryption.checkDatabase(Optional.empty(), Optional.empty()))
                .doesNotThrowAnyException();
    }
}
