package chat.parley.storage.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Lets a service keep its files in the bucket of the {@link S3Server}, below a prefix of its own: {@code settings} is the group in its configuration. */
public class S3Bucket implements QuarkusTestResourceLifecycleManager {

    private String group;

    @Override
    public void init(Map<String, String> arguments) {
        group = arguments.get("settings");
    }

    @Override
    public Map<String, String> start() {
        var settings = Map.of(
                "endpoint",
                S3Server.running().endpoint().toString(),
                "bucket",
                S3Server.BUCKET,
                "prefix",
                UUID.randomUUID().toString(),
                "path-style",
                "true",
                "access-key",
                "test",
                "secret-key",
                "test");
        var config = new HashMap<String, String>();
        settings.forEach((name, value) -> config.put(group + "." + name, value));
        return config;
    }

    @Override
    public void stop() {}
}
