package chat.parley.common.tls;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** An authority for connections that are not encrypted means that somebody believes they are: that stops the start. */
@ApplicationScoped
public class Encryption {

    private static final int BEFORE_ANY_CONNECTION = 1;

    void check(
            @Observes @Priority(BEFORE_ANY_CONNECTION) StartupEvent started,
            @ConfigProperty(name = "parley.redis.ca") Optional<String> redisAuthority,
            @ConfigProperty(name = "quarkus.redis.hosts") String redis,
            @ConfigProperty(name = "parley.database.ca") Optional<String> databaseAuthority,
            @ConfigProperty(name = "parley.database.tls") Optional<String> database) {
        checkRedis(redisAuthority, redis);
        checkDatabase(databaseAuthority, database);
    }

    static void checkRedis(Optional<String> authority, String addresses) {
        if (authority.isPresent()
                && !Stream.of(addresses.split(","))
                        .allMatch(address -> address.strip().startsWith("rediss://"))) {
            throw new IllegalStateException(
                    "parley.redis.ca is set, but parley.redis.url does not begin with rediss://: what"
                            + " goes to Redis would not be encrypted.");
        }
    }

    static void checkDatabase(Optional<String> authority, Optional<String> tls) {
        if (authority.isPresent() && !tls.equals(Optional.of("verify-full"))) {
            throw new IllegalStateException(
                    "parley.database.ca is set, but parley.database.tls is not verify-full: what goes to"
                            + " PostgreSQL might not be encrypted, or not be for PostgreSQL.");
        }
    }
}
