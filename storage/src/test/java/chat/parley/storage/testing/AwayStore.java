package chat.parley.storage.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/** An S3 store at an address where nobody listens: {@code settings} is the group in the configuration of the service. */
public class AwayStore implements QuarkusTestResourceLifecycleManager {

    private String group;

    @Override
    public void init(Map<String, String> arguments) {
        group = arguments.get("settings");
    }

    @Override
    public Map<String, String> start() {
        var settings = Map.of(
                "endpoint", "http://127.0.0.1:" + FreePort.find(),
                "bucket", S3Server.BUCKET,
                "path-style", "true",
                "access-key", "test",
                "secret-key", "test");
        var config = new HashMap<String, String>();
        settings.forEach((name, value) -> config.put(group + "." + name, value));
        return config;
    }

    @Override
    public void stop() {}
}
