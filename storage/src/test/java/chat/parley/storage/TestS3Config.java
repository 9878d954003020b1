package chat.parley.storage;

import chat.parley.storage.testing.S3Server;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;

/** The bucket of the test server, as configuration would name it. */
final class TestS3Config {

    private TestS3Config() {}

    /** @param other what differs, by property */
    static S3Config of(Map<String, String> other) {
        var properties = properties();
        properties.putAll(other);
        return read(properties);
    }

    static S3Config without(String property) {
        var properties = properties();
        properties.remove(property);
        return read(properties);
    }

    private static Map<String, String> properties() {
        return new HashMap<>(Map.of(
                "bucket", S3Server.BUCKET,
                "endpoint", S3Server.running().endpoint().toString(),
                "path-style", "true",
                "access-key", "test",
                "secret-key", "test",
                "connections", "2",
                "acquire-timeout", "500ms"));
    }

    private static S3Config read(Map<String, String> properties) {
        var prefixed = new HashMap<String, String>();
        properties.forEach((name, value) -> prefixed.put("s3." + name, value));
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(S3Config.class, "s3")
                .withSources(new PropertiesConfigSource(prefixed, "test", 100))
                .build()
                .getConfigMapping(S3Config.class, "s3");
    }
}
