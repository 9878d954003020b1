package chat.parley.common.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import redis.embedded.RedisServer;
import redis.embedded.core.RedisServerBuilder;

/** A real Redis and a key pair, for the tests of a service without a database. */
public class RedisBacking implements QuarkusTestResourceLifecycleManager {

    private RedisServer redis;

    @Override
    public Map<String, String> start() {
        try {
            var directory = Files.createTempDirectory("parley-test");
            var config = new HashMap<String, String>();
            config.putAll(startRedis(FreePort.find()));
            config.putAll(TestTokens.writeKeys(directory));
            config.put("quarkus.http.test-port", "0");
            config.put("quarkus.management.test-port", "0");
            return config;
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private Map<String, String> startRedis(int port) throws IOException {
        redis = new RedisServerBuilder()
                .port(port)
                .setting("bind 127.0.0.1")
                .setting("save \"\"")
                .setting("appendonly no")
                .setting("daemonize no")
                .build();
        redis.start();
        return Map.of("parley.redis.url", "redis://127.0.0.1:" + port);
    }

    @Override
    public void stop() {
        try {
            if (redis != null) {
                redis.stop();
            }
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
