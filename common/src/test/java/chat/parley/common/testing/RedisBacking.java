package chat.parley.common.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;

/** A real Redis and a key pair, for the tests of a service without a database. */
public class RedisBacking implements QuarkusTestResourceLifecycleManager {

    private TestRedis redis;

    @Override
    public Map<String, String> start() {
        try {
            var directory = Files.createTempDirectory("parley-test");
            var config = new HashMap<String, String>();
            redis = TestRedis.start();
            config.put("parley.redis.url", redis.url());
            config.putAll(TestTokens.writeKeys(directory));
            config.put("quarkus.http.test-port", "0");
            config.put("quarkus.management.test-port", "0");
            return config;
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public void stop() {
        try {
            if (redis != null) {
                redis.close();
            }
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
